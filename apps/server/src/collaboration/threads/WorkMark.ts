/** Characters of a UUID. */
const idLength = 36;
const turnBytes = Int32Array.BYTES_PER_ELEMENT;

/**
 * What a thread is at, in memory that it shares with the thread that watches it: who does not come back to the event loop
 * cannot answer, but has said before what it would be at.
 */
export class WorkMark {
  readonly memory: SharedArrayBuffer;
  /** Odd while at work, and another number for each piece of work. */
  readonly #turn: Int32Array;
  readonly #id: Buffer;

  constructor(memory = new SharedArrayBuffer(turnBytes + idLength)) {
    this.memory = memory;
    this.#turn = new Int32Array(memory, 0, 1);
    this.#id = Buffer.from(memory, turnBytes, idLength);
  }

  /** Which piece of work it is at; even between two. */
  get turn(): number {
    return Atomics.load(this.#turn, 0);
  }

  get isAtWork(): boolean {
    return this.turn % 2 !== 0;
  }

  /** Id of what the last piece of work was on. */
  get subject(): string {
    return this.#id.toString('latin1');
  }

  /** Does a piece of work, of which this says the subject, a UUID. Work within other work is part of that. */
  during<Result>(subject: string, work: () => Result): Result {
    if (this.isAtWork) return work();
    this.#id.write(subject, 'latin1');
    Atomics.add(this.#turn, 0, 1);
    try {
      return work();
    } finally {
      Atomics.add(this.#turn, 0, 1);
    }
  }
}
