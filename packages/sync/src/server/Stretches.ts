import { setImmediate as turn } from 'node:timers/promises';
import type { Work } from './work.ts';

/** Milliseconds of one turn of the event loop that go into long work. */
const STRETCH = 2;
/** The clock is not looked at after each small step. */
const STEPS_AT_ONCE = 16;

function* each<Item>(items: Iterable<Item>, step: (item: Item) => void): Work<void> {
  for (const item of items) {
    step(item);
    yield;
  }
}

/**
 * Does work that would hold up everybody else, such as reading a long log, in short stretches. Everyone who has such work takes
 * turns: only one stretch is done in a turn of the event loop, and what the sockets brought meanwhile comes first.
 */
export class Stretches {
  #lastTurn: Promise<void> = Promise.resolve();

  /** Takes the step with each of the items, in order. Throws what a step throws. */
  async each<Item>(items: Iterable<Item>, step: (item: Item) => void): Promise<void> {
    await this.do(each(items, step));
  }

  /** Does the work. Throws what it throws. */
  async do<Result>(work: Work<Result>): Promise<Result> {
    let until = performance.now() + STRETCH;
    for (let steps = 1; ; steps++) {
      const { done, value } = work.next();
      if (done === true) return value;
      if (steps % STEPS_AT_ONCE > 0 || performance.now() < until) continue;
      await this.#nextTurn();
      until = performance.now() + STRETCH;
    }
  }

  #nextTurn(): Promise<void> {
    this.#lastTurn = this.#lastTurn.then(() => turn());
    return this.#lastTurn;
  }
}
