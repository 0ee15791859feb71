import { waitFor } from './rate-limit.ts';

interface Bucket {
  calls: number;
  /** When it held so many, in milliseconds since 1970. */
  at: number;
}

/** Buckets beyond these are forgotten, the one used longest ago first: it has filled again. */
const mostKept = 10_000;

/**
 * Lets each of many make so many calls a minute: as many fit into the bucket of one as it may make, and it fills at that
 * rate. What is refused takes nothing.
 */
export class CallBuckets {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #kept = new Map<string, Bucket>();

  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes calls from the bucket of `who`; answers in how many whole seconds they will be there when they are not, else 0. */
  take(who: string, calls: number): number {
    const now = this.#now();
    const perMillisecond = this.#perMinute / 60_000;
    const bucket = this.#kept.get(who) ?? { calls: this.#perMinute, at: now };
    const there = Math.min(this.#perMinute, bucket.calls + (now - bucket.at) * perMillisecond);
    const wanted = Math.min(calls, this.#perMinute);
    const isThere = wanted <= there;
    this.#kept.delete(who);
    this.#kept.set(who, { calls: isThere ? there - wanted : there, at: now });
    this.#forgetOldest();
    return isThere ? 0 : waitFor({ requestsPerMinute: this.#perMinute, available: there }, calls);
  }

  #forgetOldest(): void {
    if (this.#kept.size <= mostKept) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}
