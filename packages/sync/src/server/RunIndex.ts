import type { Run } from './Run.ts';

/** Index of the first run that begins behind the clock. */
function firstBehind(runs: readonly Run[], clock: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const run = runs[middle];
    if (run !== undefined && run.clock <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs by their clocks. */
export class RunIndex {
  readonly #clients = new Map<number, Run[]>();

  /** The run in which a clock is. */
  find(client: number, clock: number): Run | null {
    const runs = this.#clients.get(client);
    if (runs === undefined) return null;
    const last = runs.at(-1);
    const run = last !== undefined && last.clock <= clock ? last : runs[firstBehind(runs, clock) - 1];
    return run !== undefined && clock < run.end ? run : null;
  }

  /** Adds a run of clocks that are in none; answers how many of its client are behind it. */
  add(run: Run): number {
    const runs = this.#clients.get(run.client);
    if (runs === undefined) this.#clients.set(run.client, [run]);
    if (runs === undefined) return 0;
    const index = firstBehind(runs, run.clock);
    if (index === runs.length) runs.push(run);
    else runs.splice(index, 0, run);
    return runs.length - index - 1;
  }

  has(run: Run): boolean {
    return this.find(run.client, run.clock) === run;
  }

  *all(): Iterable<Run> {
    for (const runs of this.#clients.values()) yield* runs;
  }
}
