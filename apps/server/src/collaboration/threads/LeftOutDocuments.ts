const second = 1_000;
const day = 24 * 60 * 60 * second;

/** Milliseconds for which a document is left out at first, and at most; each time so many times as long as the last. */
const pause = { first: 60 * second, growth: 4, longest: day };
/** Milliseconds after the end of its last pause for which it is remembered that a document had one. */
const remembered = day;

interface Pause {
  length: number;
  /** By the clock, so that it can be told to another thread. */
  until: number;
}

/**
 * Documents, and versions and files of them, that a thread could not get through. They are left out with growing pauses:
 * each attempt costs all the others the time that it takes, and the thread.
 */
export class LeftOutDocuments {
  readonly #pauses = new Map<string, Pause>();

  /** Leaves one out from now on; answers for how many milliseconds. */
  add(id: string): number {
    const now = Date.now();
    for (const [other, { until }] of this.#pauses) if (now - until > remembered) this.#pauses.delete(other);
    const last = this.#pauses.get(id);
    const length = last ? Math.min(pause.longest, last.length * pause.growth) : pause.first;
    this.#pauses.set(id, { length, until: now + length });
    return length;
  }

  has(id: string): boolean {
    const found = this.#pauses.get(id);
    return found !== undefined && Date.now() < found.until;
  }

  /** Those that are left out now, each with the end of its pause in milliseconds since 1970. */
  get ends(): ReadonlyMap<string, number> {
    return new Map([...this.#pauses].filter(([id]) => this.has(id)).map(([id, { until }]) => [id, until]));
  }
}
