import { setTimeout as delay } from 'node:timers/promises';

/** How many times as long as one took nothing more is read. */
const REST = 20;
/** Milliseconds after which somebody who waits looks again. */
const LONGEST_WAIT = 50;

/**
 * Keeps the reading of whole documents, which takes as long as their contents make it take, to a small part of the time: one at
 * a time, and whoever needs one read waits.
 */
export class ReadingPace {
  #restUntil = 0;

  /** Resolves when the next document may be read; null when it may be at once. Ask again then: others may be quicker. */
  turn(): Promise<void> | null {
    const wait = this.#restUntil - performance.now();
    return wait > 0 ? delay(Math.min(wait, LONGEST_WAIT), undefined, { ref: false }) : null;
  }

  /** Reads a document. */
  async run<Result>(read: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    this.#restUntil = Number.POSITIVE_INFINITY;
    try {
      return await read();
    } finally {
      const now = performance.now();
      this.#restUntil = now + REST * (now - began);
    }
  }
}
