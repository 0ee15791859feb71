const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const interval = 30 * second;
/** When everything is looked at for the first time, and then again: not while a server that starts has enough to do. */
const everything = { first: 10 * minute, next: day };

/** Which documents a look is at, in milliseconds before now. */
export interface Reach {
  /** Those that were edited since; an index leads to them, so that a look costs what was edited, not what there is. */
  readonly editedWithin: number;
  /** But not since: whichever server takes the edits of these is at them, and another would only be in its way. */
  readonly untouchedFor: number;
}

const atStart: Reach = { editedWithin: 7 * day, untouchedFor: 0 };
const usual: Reach = { editedWithin: 30 * minute, untouchedFor: 10 * second };
const all: Reach = { editedWithin: 100 * 365 * day, untouchedFor: usual.untouchedFor };

/** Looks now and then for what no commit tells of, because the process that was to do it has gone. */
export class Sweep {
  readonly #look: (reach: Reach) => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #allAt = 0;

  /** `look` deals with its failures itself: the next one comes soon. */
  constructor(look: (reach: Reach) => Promise<void>) {
    this.#look = look;
  }

  start(): void {
    this.#allAt = performance.now() + everything.first;
    this.#timer = setInterval(() => void this.#look(this.#next()), interval);
    void this.#look(atStart);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #next(): Reach {
    if (performance.now() < this.#allAt) return usual;
    this.#allAt = performance.now() + everything.next;
    return all;
  }
}
