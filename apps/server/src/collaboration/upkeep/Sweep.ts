import { log } from '../../core/log.ts';
import { type Reach, stretchAfter } from './reach.ts';

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const interval = 30 * second;
/**
 * When a walk over everything begins for the first time, and then again: not while a server that starts has enough to
 * do. It gets on by one stretch with each look, by some three million documents a day.
 */
const walk = { first: 10 * minute, next: day };

const atStart: Reach = { editedWithin: 7 * day, untouchedFor: 0 };
const usual: Reach = { editedWithin: 30 * minute, untouchedFor: 10 * second };

/** Looks now and then for what no commit tells of, because the process that was to do it has gone. */
export class Sweep {
  readonly #look: (reach: Reach) => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #walkAt = 0;
  #walkedTo: string | undefined;

  /** `look` deals with its failures itself: the next one comes soon. */
  constructor(look: (reach: Reach) => Promise<void>) {
    this.#look = look;
  }

  start(): void {
    this.#walkAt = performance.now() + walk.first;
    this.#timer = setInterval(() => void this.#lookAround(), interval);
    this.lookAsAtStart();
  }

  lookAsAtStart(): void {
    void this.#look(atStart);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #lookAround(): Promise<void> {
    await this.#look(usual);
    if (performance.now() < this.#walkAt) return;
    await this.#getOn().catch((error: unknown) => {
      log.warn({ error }, 'the walk over all documents could not get on; trying again');
    });
  }

  async #getOn(): Promise<void> {
    const stretch = await stretchAfter(this.#walkedTo);
    this.#walkedTo = stretch?.last;
    if (stretch) await this.#look({ ...stretch, untouchedFor: usual.untouchedFor });
    else this.#walkAt = performance.now() + walk.next;
  }
}
