import type { Random } from './Random.ts';

/** Lengths of time in milliseconds. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Midnight UTC of the present day: what all moving dates of the demo hang on, so that due dates look current. */
export function startOfToday(): number {
  return Math.floor(Date.now() / day) * day;
}

export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}

/** The calendar date in UTC, YYYY-MM-DD. */
export function isoDate(at: number): string {
  return isoInstant(at).slice(0, 10);
}

// 7 in the morning in Toronto, and 4 in the afternoon in Vancouver (5 in summer): somebody is always at work.
const [open, close] = [12 * hour, 24 * hour - minute];

/** A moment within working hours between two instants, at least a minute before the second. */
export function workingMoment(random: Random, from: number, until: number): number {
  const [first, last] = [Math.ceil(from / minute), Math.floor(until / minute) - 1];
  if (last <= first) return Math.min(from, until - 1);
  const at = random.integer(first, last) * minute + random.integer(0, minute - 1);
  const midnight = Math.floor(at / day) * day;
  const moved = midnight + open + ((at - midnight) / day) * (close - open);
  return Math.floor(Math.min(Math.max(moved, from), until - minute));
}
