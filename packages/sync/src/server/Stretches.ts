import { setImmediate as turn } from 'node:timers/promises';
import type { Work } from './work.ts';

/** Milliseconds of one turn of the event loop that go into long work. */
const STRETCH = 2;

function* each<Item>(items: Iterable<Item>, step: (item: Item) => void): Work<void> {
  for (const item of items) {
    step(item);
    yield;
  }
}

/** Goes on with the work until it is done, or the time is up. */
function stretch<Result>(work: Work<Result>): IteratorResult<void, Result> {
  let step = work.next();
  if (step.done === true) return step;
  const until = performance.now() + STRETCH;
  while (step.done !== true && performance.now() < until) step = work.next();
  return step;
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
    for (;;) {
      const { done, value } = stretch(work);
      if (done === true) return value;
      await this.#nextTurn();
    }
  }

  /** Does work that is expected to be short at once, and answers null; or with what it takes to do the rest of it. */
  start(work: Work<void>): Promise<void> | null {
    return stretch(work).done === true ? null : this.#nextTurn().then(() => this.do(work));
  }

  #nextTurn(): Promise<void> {
    this.#lastTurn = this.#lastTurn.then(() => turn());
    return this.#lastTurn;
  }
}
