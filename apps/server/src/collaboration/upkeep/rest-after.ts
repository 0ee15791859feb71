/** What follows documents works in the background: for each part of the time that it works it rests four. */
const restPerWork = 4;

/** How long to rest after work that took so long, in milliseconds: work shorter than `longest / 4` takes a fifth of the time at most. */
export function restAfter(worked: number, { shortest = 0, longest }: { shortest?: number; longest: number }): number {
  return Math.min(longest, Math.max(shortest, worked * restPerWork));
}
