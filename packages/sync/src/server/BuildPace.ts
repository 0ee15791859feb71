import { setTimeout as delay } from 'node:timers/promises';

/** How many times as long as one took nothing more is built. */
const REST = 20;

/**
 * Keeps the building of whole documents, which holds up everybody, to a small part of this thread's time: whoever needs one
 * built waits.
 */
export class BuildPace {
  #restUntil = 0;

  /** Resolves when the next document may be built; null when it may be at once. Ask again then: others may be quicker. */
  turn(): Promise<void> | null {
    const wait = this.#restUntil - performance.now();
    return wait > 0 ? delay(wait, undefined, { ref: false }) : null;
  }

  /** Builds a document. */
  run<Result>(build: () => Result): Result {
    const began = performance.now();
    try {
      return build();
    } finally {
      const now = performance.now();
      this.#restUntil = now + REST * (now - began);
    }
  }
}
