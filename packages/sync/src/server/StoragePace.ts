/** A commit may take this many times what the quickest of late took, and so many milliseconds more. */
const SLOWER_BY = 2;
const ALWAYS_FINE = 2;
/** How much of the quickest commit is forgotten with each: disks become slower, too. */
const FORGETTING = 1.01;
const FEWEST = 256;
const FEWER = 0.7;
const MORE = 8;

/**
 * How many updates may wait for the log before those that send more than their share are made to wait themselves. Everyone's
 * updates leave in one commit, so a flood makes everyone's commits long: what it may add is found out as TCP Vegas finds its
 * window, by whether commits take much longer than they must.
 */
export class StoragePace {
  readonly #most: number;
  #quickest = Number.POSITIVE_INFINITY;
  #allowed: number;

  constructor(most: number) {
    this.#most = most;
    this.#allowed = most;
  }

  /** Updates that may wait. */
  get allowed(): number {
    return this.#allowed;
  }

  /** Takes note of a commit. One that was small says nothing about what large ones cost. */
  committed(updates: number, milliseconds: number): void {
    this.#quickest = Math.min(this.#quickest * FORGETTING, milliseconds);
    if (milliseconds > this.#quickest * SLOWER_BY + ALWAYS_FINE) {
      this.#allowed = Math.min(this.#most, Math.max(FEWEST, Math.floor(this.#allowed * FEWER)));
    } else if (updates >= this.#allowed / 2) this.#allowed = Math.min(this.#most, this.#allowed + MORE);
  }
}
