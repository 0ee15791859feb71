/**
 * Runs work on the same keys one after the other, in the order of asking; work on different keys does not wait. It
 * cannot deadlock, because work takes its place in the line of all its keys at once.
 */
export class OneAtATime {
  readonly #last = new Map<string, Promise<unknown>>();

  run<Result>(keys: string | readonly string[], work: () => Promise<Result>): Promise<Result> {
    const all = typeof keys === 'string' ? [keys] : keys;
    const before = Promise.allSettled(all.map((key) => this.#last.get(key) ?? Promise.resolve()));
    const result = before.then(work);
    for (const key of all) this.#last.set(key, result);
    const forget = () => {
      for (const key of all) if (this.#last.get(key) === result) this.#last.delete(key);
    };
    result.then(forget, forget);
    return result;
  }
}
