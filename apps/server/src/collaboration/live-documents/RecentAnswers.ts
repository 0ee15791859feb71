/** An answer is told again for so many times as long as it took to find: asking takes a twentieth of the time at most. */
const keptPerWork = 20;
/** Milliseconds. */
const longest = 60_000;

interface Answer<Value> {
  readonly value: Promise<Value>;
  /** As of `performance.now()`. */
  until: number;
}

/** Answers that become dear with what there is to look at, so that it does not matter how many people ask, and how often. */
export class RecentAnswers<Value> {
  readonly #answers = new Map<string, Answer<Value>>();

  /** What `find` answers, or answered a moment ago; who asks meanwhile gets the same. Failures are not kept. */
  async get(key: string, find: () => Promise<Value>): Promise<Value> {
    this.#forget();
    const known = this.#answers.get(key);
    if (known) return known.value;
    const began = performance.now();
    const answer: Answer<Value> = { value: find(), until: Number.POSITIVE_INFINITY };
    this.#answers.set(key, answer);
    try {
      const value = await answer.value;
      const took = performance.now() - began;
      answer.until = performance.now() + Math.min(longest, took * keptPerWork);
      return value;
    } catch (error) {
      this.#answers.delete(key);
      throw error;
    }
  }

  #forget(): void {
    const now = performance.now();
    for (const [key, { until }] of this.#answers) if (until <= now) this.#answers.delete(key);
  }
}
