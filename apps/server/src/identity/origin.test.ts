import { describe, expect, it } from 'vitest';
import { isOriginAllowed } from './origin.ts';

const host = 'muster.example:3000';
const cookie = 'muster_session=abc';

describe('isOriginAllowed', () => {
  it('lets our own pages pass', () => {
    expect(isOriginAllowed({ host, cookie, origin: 'http://muster.example:3000' }, undefined, false)).toBe(true);
  });

  it('lets the public address pass behind a proxy that renames the host', () => {
    const headers = { host: 'server:3000', cookie, origin: 'https://muster.example' };
    expect(isOriginAllowed(headers, 'https://muster.example/', false)).toBe(true);
  });

  it.each(['https://evil.example', 'null', 'http://muster.example', 'http://muster.example.evil:3000'])(
    'refuses a page of %s, even with a token',
    (origin) => {
      expect(isOriginAllowed({ host, cookie, origin }, undefined, true)).toBe(false);
    },
  );

  it('refuses a request with a cookie and without an origin', () => {
    expect(isOriginAllowed({ host, cookie }, undefined, false)).toBe(false);
  });

  it('lets programs without cookies pass', () => {
    expect(isOriginAllowed({ host }, undefined, false)).toBe(true);
    expect(isOriginAllowed({ host, cookie }, undefined, true)).toBe(true);
  });
});
