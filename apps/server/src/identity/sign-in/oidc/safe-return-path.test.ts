import { expect, it } from 'vitest';
import { safeReturnPath } from './safe-return-path.ts';

const origin = 'https://muster.test';

it.each(['/', '/work/boards/1?q=a#card', '/admin/people?search=%2F%2Fevil.example'])('leads to our own %s', (path) => {
  expect(safeReturnPath(path, origin)).toBe(path);
});

it.each([
  null,
  '',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  '/..//evil.example',
  '/.//evil.example',
  '/sign-in?returnTo=/sign-in',
  '/auth/oidc/callback',
])('leads home instead of to %j', (asked) => {
  const path = safeReturnPath(asked, origin);
  expect(new URL(path, origin).origin).toBe(origin);
  expect(path).toMatch(/^\/(evil\.example)?$/);
});
