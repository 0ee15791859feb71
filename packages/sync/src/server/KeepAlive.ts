/** Milliseconds between two turns; a quarter of a second is nothing beside the seconds in which a client is expected to answer. */
const TURN = 250;

/** Who has to show signs of life. */
export interface Living {
  /** Asks for one, and drops whoever has given none for too long. */
  beat(): void;
}

/**
 * Asks each socket for a sign of life once in an interval, a few of them at a time: thousands in one go would hold up what
 * everybody types meanwhile.
 */
export class KeepAlive {
  readonly #groups: readonly Set<Living>[];
  readonly #round: () => void;
  readonly #timer: NodeJS.Timeout;
  #turn = 0;
  #newcomers = 0;

  /** Intervals are in milliseconds. `round` is called once in each, too. */
  constructor(interval: number, round: () => void) {
    this.#groups = Array.from({ length: Math.max(1, Math.floor(interval / TURN)) }, () => new Set());
    this.#round = round;
    this.#timer = setInterval(() => this.#takeTurn(), interval / this.#groups.length).unref();
  }

  /** Begins to ask; answers with what ends it, which is safe to call twice. */
  enter(living: Living): () => void {
    const group = this.#groups[this.#newcomers % this.#groups.length];
    this.#newcomers += 1;
    group?.add(living);
    return () => void group?.delete(living);
  }

  /** Asks nobody any more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #takeTurn(): void {
    for (const living of this.#groups[this.#turn] ?? []) living.beat();
    this.#turn = (this.#turn + 1) % this.#groups.length;
    if (this.#turn === 0) this.#round();
  }
}
