type Pass = () => Promise<void>;

/** Runs passes in the order in which they were added, so many at once. A pass must not throw. */
export class PassQueue {
  readonly #waiting: Pass[] = [];
  readonly #atOnce: number;
  #running = 0;
  #whenEmpty: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  add(pass: Pass): void {
    this.#waiting.push(pass);
    this.#next();
  }

  /** Resolves when nothing runs and nothing waits. */
  whenEmpty(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenEmpty.push(resolve);
      this.#tellIfEmpty();
    });
  }

  #next(): void {
    if (this.#running >= this.#atOnce) return;
    const pass = this.#waiting.shift();
    if (!pass) {
      this.#tellIfEmpty();
      return;
    }
    this.#running += 1;
    void pass().finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }

  #tellIfEmpty(): void {
    if (this.#running > 0 || this.#waiting.length > 0) return;
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }
}
