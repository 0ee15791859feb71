import type { Run } from './Run.ts';

/** Labels are whole numbers below it. */
const END = 2 ** 30;
/** At the beginning and the end, where most is inserted, labels are so far apart. */
const STEP = 2 ** 10;
/** A stretch of labels is not too full for any more as long as so many runs are in it: its length to this power. */
const FULL = 0.7;

/** The number in the middle, as far as there is one. */
function between(low: number, high: number): number {
  return Math.floor((low + high) / 2);
}

function labelBetween(previous: Run | null, next: Run | null): number {
  if (previous === null && next === null) return END / 2;
  if (next === null) return Math.min((previous?.label ?? 0) + STEP, between(previous?.label ?? 0, END));
  if (previous === null) return Math.max(next.label - STEP, between(0, next.label));
  return between(previous.label, next.label);
}

/** Spreads runs evenly over a stretch of labels. */
function spread(first: Run, count: number, low: number, width: number): void {
  let run: Run | null = first;
  for (let index = 0; index < count && run !== null; index++, run = run.next) {
    run.label = low + Math.floor(((index + 1) * width) / (count + 1));
  }
}

/**
 * Gives the runs around one other labels, further apart: of the shortest stretch that is not too full, so that it takes a few
 * steps for each insertion in the long run (Bender et al., "Two simplified algorithms for maintaining order in a list", 2002).
 */
function makeRoom(around: Run): void {
  let [first, last] = [around, around];
  let count = 1;
  for (let width = 4; ; width *= 2) {
    const low = Math.floor(around.label / width) * width;
    for (let run = first.previous; run !== null && run.label >= low; run = run.previous, count++) first = run;
    for (let run = last.next; run !== null && run.label < low + width; run = run.next, count++) last = run;
    if (count > width ** FULL && width < END) continue;
    spread(first, count, low, width);
    return;
  }
}

/** Gives a run that was just inserted a label between those beside it. */
export function label(run: Run): void {
  const { previous, next } = run;
  run.label = labelBetween(previous, next);
  const isApart = (previous === null || previous.label < run.label) && (next === null || run.label < next.label);
  if (!isApart) makeRoom(run);
}
