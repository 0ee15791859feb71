interface Waiting<Question, Answer> {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Questions that one query answers at most. */
const largestBatch = 500;

/**
 * Answers questions that come at the same time by few queries: all of a turn of the event loop share one, and what is
 * asked while it runs shares the next. A query begins after everything that it answers was asked, so an answer is as
 * fresh as that of a query of one's own; nothing is kept.
 */
export class BatchLoader<Question, Answer> {
  readonly #answer: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  #waiting: Waiting<Question, Answer>[] = [];
  #running = false;

  /** `answer` is given at least one question, and answers in their order. */
  constructor(answer: (questions: readonly Question[]) => Promise<readonly Answer[]>) {
    this.#answer = answer;
  }

  /** Throws what the query throws; everything else of its batch fails with it. */
  load(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#settle(this.#waiting.splice(0, largestBatch));
    this.#running = false;
  }

  async #settle(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.#answer(batch.map(({ question }) => question));
      if (answers.length !== batch.length) throw new Error('a batch was not answered question by question');
      for (const [index, answer] of answers.entries()) batch[index]?.resolve(answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
