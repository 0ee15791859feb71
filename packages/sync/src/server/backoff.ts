const FIRST = 50;
const LONGEST = 2_000;

/** Milliseconds to wait after the given number of failures in a row: 50, 100, 200 … at most 2,000. */
export function backoff(failures: number): number {
  return Math.min(FIRST * 2 ** (failures - 1), LONGEST);
}
