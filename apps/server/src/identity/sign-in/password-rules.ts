import { dictionary } from '@zxcvbn-ts/language-common';
import { MusterError } from '../../core/errors.ts';

/** Some 49,000 passwords by how often they are found in leaks: the list of zxcvbn-ts (MIT). */
const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/**
 * Whether a password is one of the first that a guesser tries: in the list, or a word of it with digits and signs put
 * around (`Butterfly2026!`), or one or two characters over and over.
 */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  const core = lower.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return common.has(lower) || common.has(core) || new Set(lower).size <= 2;
}

/** @throws invalid_input when the password is a common one, or contains the person's own name or address */
export function requireGoodPassword(password: string, person: { email: string }): void {
  const name = person.email.split('@')[0] ?? '';
  const isOwnName = name.length >= 4 && password.toLowerCase().replaceAll(/[^\p{L}]+/gu, '') === name;
  if (!isOwnName && !isCommonPassword(password)) return;
  throw new MusterError('invalid_input', 'This password is one of the first that somebody would guess.', {
    action: 'Choose another one: three or four words that do not belong together are good, and easy to remember.',
  });
}
