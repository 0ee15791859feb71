/** Milliseconds of rest for each receiver: a good deal longer than writing to them all takes. */
const REST_PER_RECEIVER = 0.08;
/** The time of one frame on a display of 60 Hz: what came sooner would not be seen sooner. */
const LONGEST_REST = 16;
/** Timers do not know less. */
const SHORTEST_REST = 1;

/**
 * Says when a room forwards what was stored: at once, unless it has just forwarded to many; then what follows waits for the
 * end of a short rest and leaves together. Writing to sockets is most of what a server does, and two hundred receivers of
 * two hundred keystrokes a second would be forty thousand writes.
 */
export class DeliveryPace {
  readonly #deliver: () => void;
  readonly #receivers: () => number;
  #restsUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(deliver: () => void, receivers: () => number) {
    this.#deliver = deliver;
    this.#receivers = receivers;
  }

  /** There is something to forward. */
  due(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#restsUntil - performance.now();
    if (wait <= 0) this.now();
    else this.#timer = setTimeout(() => this.now(), wait);
  }

  /** Forwards what waits, whether the room has rested or not. */
  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#deliver();
    const rest = Math.min(this.#receivers() * REST_PER_RECEIVER, LONGEST_REST);
    this.#restsUntil = rest < SHORTEST_REST ? 0 : performance.now() + rest;
  }
}
