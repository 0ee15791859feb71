const STEP = Math.log(1.02);
const SMALLEST = 0.01;

/** Latencies in milliseconds, in buckets of 2 %: millions of them cost nothing to keep. */
export class LatencyHistogram {
  readonly #buckets = new Uint32Array(1_200);
  count = 0;

  add(milliseconds: number): void {
    const bucket = Math.ceil(Math.log(Math.max(milliseconds, SMALLEST) / SMALLEST) / STEP);
    const index = Math.min(bucket, this.#buckets.length - 1);
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
    this.count += 1;
  }

  /** The latency that the given share of all stays under; NaN when there is none. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN;
    let left = Math.ceil(this.count * share);
    const index = this.#buckets.findIndex((size) => {
      left -= size;
      return left <= 0;
    });
    return SMALLEST * Math.exp(index * STEP);
  }
}
