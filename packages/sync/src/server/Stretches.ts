import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds of one turn of the event loop that go into long work. */
const STRETCH = 2;
/** The clock is not looked at after each small step. */
const STEPS_AT_ONCE = 16;

/**
 * Does work that would hold up everybody else, such as reading a long log, in short stretches. Everyone who has such work takes
 * turns: only one stretch is done in a turn of the event loop, and what the sockets brought meanwhile comes first.
 */
export class Stretches {
  #lastTurn: Promise<void> = Promise.resolve();

  /** Takes the step with each of the items, in order. Throws what a step throws. */
  each<Item>(items: Iterable<Item>, step: (item: Item) => void): Promise<void> {
    const iterator = items[Symbol.iterator]();
    return this.while(() => {
      const { done, value } = iterator.next();
      if (done !== true) step(value);
      return done !== true;
    });
  }

  /** Takes the step again as long as it answers that there is more to do. Throws what it throws. */
  async while(step: () => boolean): Promise<void> {
    let until = performance.now() + STRETCH;
    for (let steps = 1; step(); steps++) {
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
