const kept = 1_000;

/** How long the last changes took until they were stored. */
export class SaveTimes {
  readonly #milliseconds: number[] = [];
  #next = 0;

  add(milliseconds: number): void {
    this.#milliseconds[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % kept;
  }

  /** In milliseconds; null while nothing was stored. */
  quantiles(): { median: number; slowest: number } | null {
    const sorted = this.#milliseconds.toSorted((one, other) => one - other);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    return sorted.length === 0 ? null : { median: at(0.5), slowest: at(0.99) };
  }
}
