import { CLOSE } from '../protocol/close-codes.ts';

const FIRST = 250;
const LONGEST = 15_000;
/** The server restarts, and others are there at once: only so much that not all of its clients come in one moment. */
const AFTER_RESTART = 100;

/** Codes after which coming back would change nothing, with the name of the refusal they stand for. */
const FINAL: ReadonlyMap<number, string> = new Map([
  [CLOSE.malformed, 'malformed'],
  [CLOSE.unauthenticated, 'unauthenticated'],
  [CLOSE.noAccess, 'no_access'],
  [CLOSE.notFound, 'not_found'],
  [CLOSE.tooLarge, 'too_large'],
]);

/** The refusal behind a close code, or null when it is worth coming back. */
export function refusalOfClose(closeCode: number): string | null {
  return FINAL.get(closeCode) ?? null;
}

/**
 * Milliseconds before attempt number `attempt` (from 1): doubling, at most 15 s, spread over the upper half at random. The
 * first one after a restart (close code 1012) comes within 100 ms.
 */
export function reconnectDelay(attempt: number, closeCode = 0, random: () => number = Math.random): number {
  if (closeCode === CLOSE.restarting && attempt === 1) return AFTER_RESTART * random();
  const whole = Math.min(FIRST * 2 ** (attempt - 1), LONGEST);
  return whole / 2 + (whole / 2) * random();
}
