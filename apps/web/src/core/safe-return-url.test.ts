import { describe, expect, it } from 'vitest';
import { safeReturnUrl } from './safe-return-url.ts';

const origin = 'https://muster.example';

describe('safeReturnUrl', () => {
  it.each(['/work', '/work/boards/1?card=2#title', '/admin/audit?entity=work.board'])('keeps %s', (path) => {
    expect(safeReturnUrl(path, origin)).toBe(path);
  });

  it.each([
    ['nothing', undefined],
    ['an empty value', ''],
    ['another origin', 'https://evil.example/'],
    ['a protocol-relative address', '//evil.example/work'],
    ['a backslash that browsers read as a slash', '/\\evil.example'],
    ['a tab between the slashes', '/\t/evil.example'],
    ['a line break between the slashes', '/\n/evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a path without its slash', 'work'],
    ['the sign-in page', '/sign-in?returnTo=/work'],
  ])('goes home for %s', (_what, value) => {
    expect(safeReturnUrl(value, origin)).toBe('/');
  });
});
