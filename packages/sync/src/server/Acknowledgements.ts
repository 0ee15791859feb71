/**
 * Turns the settling of single messages, which may happen out of order, into "the first n are dealt with". A refused message
 * counts as dealt with: its refusal was sent before.
 */
export class Acknowledgements {
  readonly #early = new Set<number>();
  /** The first `count` messages are dealt with. */
  count = 0;

  /** Settles message number `number`; answers whether `count` moved. */
  settle(number: number): boolean {
    if (number !== this.count + 1) {
      this.#early.add(number);
      return false;
    }
    this.count = number;
    while (this.#early.delete(this.count + 1)) this.count += 1;
    return true;
  }
}
