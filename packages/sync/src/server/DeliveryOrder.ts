/** What waits for an earlier number; more is not kept, because the log has it. */
const MOST_WAITING = 5_000;

/** Puts one document's stored updates into the order of their numbers, wherever they were committed. */
export class DeliveryOrder<Item extends { readonly seq: number }> {
  readonly #waiting = new Map<number, Item>();
  /** The number up to which everything was handed on; null while nobody listens. */
  #last: number | null = null;
  #newest = 0;

  /** The number up to which everything was handed on; null while nobody listens. */
  get last(): number | null {
    return this.#last;
  }

  /** The highest number known to be in the log. */
  get newest(): number {
    return Math.max(this.#newest, this.#last ?? 0);
  }

  /** Whether an update is known to be in the log that could not be handed on yet. */
  get behind(): boolean {
    return this.#last !== null && this.#newest > this.#last;
  }

  /** Somebody listens who has everything up to `seq`. */
  begin(seq: number): void {
    this.#last ??= seq;
    this.announce(seq);
  }

  /** Nobody listens any more. */
  end(): void {
    this.#last = null;
    this.#waiting.clear();
  }

  /** Notes that the log has updates up to `seq`. */
  announce(seq: number): void {
    this.#newest = Math.max(this.#newest, seq);
  }

  /** Whether `count` updates from `first` on are just what comes next; then they count as handed on. */
  follows(first: number, count: number): boolean {
    if (this.#last === null || first !== this.#last + 1 || this.#waiting.size > 0) return false;
    this.#last += count;
    return true;
  }

  /** Takes updates in any order; answers with those whose turn it is. */
  take(items: readonly Item[]): readonly Item[] {
    if (this.#last === null) return [];
    for (const item of items) this.#keep(item, this.#last);
    const ready: Item[] = [];
    for (let next = this.#waiting.get(this.#last + 1); next; next = this.#waiting.get(this.#last + 1)) {
      this.#waiting.delete(next.seq);
      this.#last = next.seq;
      ready.push(next);
    }
    return ready;
  }

  /** The log was asked and has nothing more, so that there was no more than is here. */
  forgetAnnounced(): void {
    if (this.#waiting.size === 0) this.#newest = 0;
  }

  /** Everything up to `seq` was handed on in another way. */
  skipTo(seq: number): void {
    if (this.#last === null || seq <= this.#last) return;
    this.#last = seq;
    for (const waiting of this.#waiting.keys()) if (waiting <= seq) this.#waiting.delete(waiting);
  }

  #keep(item: Item, last: number): void {
    this.announce(item.seq);
    if (item.seq > last && (this.#waiting.size < MOST_WAITING || item.seq === last + 1)) {
      this.#waiting.set(item.seq, item);
    }
  }
}
