/** Hands items on at once when it is quiet, and gathered together when many come: at most once per `interval` (ms). */
export class Gather<Item> {
  #items: Item[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  readonly #interval: number;
  readonly #handOn: (items: readonly Item[]) => void;

  constructor(interval: number, handOn: (items: readonly Item[]) => void) {
    this.#interval = interval;
    this.#handOn = handOn;
  }

  add(items: readonly Item[]): void {
    this.#items.push(...items);
    if (!this.#timer) this.#flush();
  }

  /** Drops what is still gathered. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#closed || this.#items.length === 0) return;
    const items = this.#items;
    this.#items = [];
    this.#timer = setTimeout(() => this.#flush(), this.#interval);
    this.#handOn(items);
  }
}
