import { describe, expect, it } from 'vitest';
import { isCommonPassword, requireGoodPassword } from './password-rules.ts';

describe('isCommonPassword', () => {
  it.each([
    'qwertyuiop',
    '1234567890',
    'Password123',
    'Butterfly2026!',
    '!!!Superman!!!',
    'aaaaaaaaaaaa',
    'ababababab',
  ])('knows %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each(['nineteen grey pianos', 'vLq8-unlikely', 'éléphant bleu calme', '日本語のパスワードです'])(
    'lets %s pass',
    (password) => {
      expect(isCommonPassword(password)).toBe(false);
    },
  );
});

it('refuses what is only the own address', () => {
  const person = { email: 'marguerite@north.test' };
  expect(() => requireGoodPassword('Marguerite2026', person)).toThrow(/guess/);
  expect(() => requireGoodPassword('Marguerite sails north', person)).not.toThrow();
});
