import { type ResourceLimits, Worker } from 'node:worker_threads';
import { log } from '../../core/log.ts';
import { WorkMark } from './WorkMark.ts';

/** In so many looks the same piece of work must be seen before it is ended: one late look after the machine slept is not enough. */
const looksPerLimit = 5;

/** What a thread runs, and for how long it may be at one piece of work. */
export interface WatchedThread {
  /** Its bundle. */
  file: URL;
  name: string;
  /** Milliseconds. */
  timeLimit: number;
  resourceLimits?: ResourceLimits;
}

/** What a thread is given to begin with, besides its own. */
export interface MarkedData {
  /** For `markWorkIn`. */
  readonly mark: SharedArrayBuffer;
}

/** What became of a thread. */
export interface Ending {
  /** Id of what it was at when it ended, if it was at anything. */
  subject: string | null;
  /** Whether it was ended because that took too long; else it ended by itself. */
  tookTooLong: boolean;
}

/**
 * A worker thread that decodes what people made, and is ended when one piece of that takes too long. It must mark its work
 * (`atWork`): what is not marked is not watched.
 */
export class WatchedWorker<ToThread, FromThread> {
  readonly #worker: Worker;
  readonly #mark = new WorkMark();
  readonly #timer: NodeJS.Timeout;
  #seen = { turn: 0, times: 0 };
  #stuckAt: number | undefined;

  /** `heard` is given what the thread posts, `ended` what became of it; both get this worker, too. */
  constructor(
    { file, name, timeLimit, resourceLimits }: WatchedThread,
    data: object,
    heard: (message: FromThread, from: WatchedWorker<ToThread, FromThread>) => void,
    ended: (ending: Ending, of: WatchedWorker<ToThread, FromThread>) => void,
  ) {
    const workerData = { ...data, mark: this.#mark.memory } satisfies MarkedData;
    this.#worker = new Worker(file, { workerData, name, execArgv: [], ...(resourceLimits && { resourceLimits }) });
    this.#worker.on('message', (message: FromThread) => heard(message, this));
    this.#worker.on('error', (error) => log.error({ error, thread: name }, 'a thread failed'));
    this.#worker.on('exit', () => {
      clearInterval(this.#timer);
      ended(this.#ending(), this);
    });
    this.#timer = setInterval(() => this.#look(), timeLimit / looksPerLimit).unref();
  }

  post(message: ToThread, handedOver: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, handedOver);
  }

  /** Ends it, whatever it is at. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #look(): void {
    const { turn, isAtWork } = this.#mark;
    this.#seen = { turn, times: isAtWork && turn === this.#seen.turn ? this.#seen.times + 1 : 0 };
    if (this.#seen.times < looksPerLimit) return;
    this.#stuckAt = turn;
    void this.end();
  }

  #ending(): Ending {
    const { turn, isAtWork, subject } = this.#mark;
    return { subject: isAtWork ? subject : null, tookTooLong: isAtWork && turn === this.#stuckAt };
  }
}
