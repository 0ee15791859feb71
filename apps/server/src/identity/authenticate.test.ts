import { describe, expect, it } from 'vitest';
import { tokenOf } from './authenticate.ts';

const token = 'a'.repeat(40);

describe('tokenOf', () => {
  it('takes a bearer token before the cookie', () => {
    expect(tokenOf({ authorization: `Bearer ${token}`, cookie: 'muster_session=other' })).toBe(token);
  });

  it('finds the cookie among others', () => {
    expect(tokenOf({ cookie: `a=b; muster_session=${token}; c=d` })).toBe(token);
  });

  it('is not taken in by a cookie whose name only ends alike', () => {
    expect(tokenOf({ cookie: `not_muster_session=${token}` })).toBeNull();
  });

  it.each(['Bearer ', 'Basic abc', `Bearer ${'x'.repeat(65)}`, `Bearer ${'!'.repeat(40)}`])(
    'ignores %s',
    (authorization) => {
      expect(tokenOf({ authorization })).toBeNull();
    },
  );

  it('reads an emptied cookie as no token', () => {
    expect(tokenOf({ cookie: 'muster_session=' })).toBeNull();
  });
});
