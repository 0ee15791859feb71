import { randomInt } from 'node:crypto';
import { MusterError } from '../../core/errors.ts';
import { log } from '../../core/log.ts';
import { LeftOutDocuments } from '../threads/LeftOutDocuments.ts';
import { tooExpensive } from '../threads/too-expensive.ts';
import { type Ending, WatchedWorker } from '../threads/WatchedWorker.ts';
import { answerQuestion } from './answer-question.ts';
import { fromFailure } from './failure.ts';
import type { DocumentThreadData, FromDocumentThread, Question, ToDocumentThread } from './messages.ts';
import type { Desk, DocumentOperation } from './operation.ts';

/** Milliseconds for which the thread stays when there is no work, and for which it may be at one piece of it. */
const defaults = { keptFor: 60_000, timeLimit: 20_000 };
/** How often a job is begun anew when the thread ends for no reason that is known. */
const mostDeaths = 2;

type Thread = WatchedWorker<ToDocumentThread, FromDocumentThread>;

/** A job that the thread is at, or will be. */
interface Pending {
  readonly operation: string;
  readonly input: unknown;
  readonly desk: Desk;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  deaths: number;
  /** Set once what it came to is known, and only waits to be stored. */
  isStoring: boolean;
}

/**
 * Work on the contents of documents in a thread of its own, so that no decoding of what people made holds up the event loop.
 * The thread has no database: it asks for what is stored, and hands back what to store. It is there from the first job until
 * none has come for a minute. When it ends otherwise, another one takes its place and begins the jobs anew that it was at,
 * except those on the document that it did not get through: these fail, and so do all others on that document for a while.
 */
export class DocumentThread {
  readonly #file: URL;
  readonly #limits: typeof defaults;
  readonly #jobs = new Map<number, Pending>();
  readonly #leftOut = new LeftOutDocuments();
  #thread: Thread | undefined;
  #clientId = newClientId();
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;
  #whenDone: (() => void) | undefined;

  /** `file` is the thread's bundle, which calls `serveDocuments`. */
  constructor(file: URL, limits: Partial<typeof defaults> = {}) {
    this.#file = file;
    this.#limits = { ...defaults, ...limits };
  }

  /** Does a piece of work, for which `desk` is asked. Throws `unavailable` for a document that the thread cannot get through. */
  async perform<Input, Output>(operation: DocumentOperation<Input, Output>, input: Input, desk: Desk): Promise<Output> {
    if (subjectsOf(desk).some((subject) => this.#leftOut.has(subject))) throw tooExpensive();
    const output = await new Promise((resolve, reject) => {
      const job = { operation: operation.name, input, desk, resolve, reject, deaths: 0, isStoring: false };
      this.#lastId += 1;
      this.#jobs.set(this.#lastId, job);
      this.#begin(this.#lastId, job);
    });
    return output as Output;
  }

  /** Ends the thread once it has done what it was asked for. */
  async stop(): Promise<void> {
    if (this.#jobs.size > 0) await new Promise<void>((resolve) => (this.#whenDone = resolve));
    await this.#end();
  }

  #begin(id: number, { operation, desk, input }: Pending): void {
    clearTimeout(this.#idle);
    this.#thread ??= this.#start();
    this.#thread.post({ type: 'job', id, operation, subject: desk.subject, input });
  }

  #start(): Thread {
    const { timeLimit } = this.#limits;
    const data: Omit<DocumentThreadData, 'mark'> = { clientId: this.#clientId };
    return new WatchedWorker<ToDocumentThread, FromDocumentThread>(
      { file: this.#file, name: 'documents', timeLimit },
      data,
      (message, from) => this.#hear(message, from),
      (ending, of) => this.#replace(ending, of),
    );
  }

  #hear(message: FromDocumentThread, from: Thread): void {
    const job = this.#jobs.get(message.id);
    if (!job || job.isStoring) return;
    if (message.type === 'done') this.#settle(message.id, () => job.resolve(message.output));
    else if (message.type === 'failed') this.#settle(message.id, () => job.reject(fromFailure(message.failure)));
    else if (message.type === 'append') void this.#store(message.id, job, message, from);
    else void answerQuestion(message, job.desk).then(({ answer, handedOver }) => from.post(answer, handedOver));
  }

  /** From here on the job comes to its end without the thread, which only has to know for the next one. */
  async #store(id: number, job: Pending, edit: Extract<Question, { type: 'append' }>, from: Thread): Promise<void> {
    job.isStoring = true;
    const { answer, outcome } = await answerQuestion({ id, ...edit }, job.desk);
    from.post(answer);
    this.#settle(id, () => {
      if (outcome.ok) job.resolve({ result: edit.result, sequence: outcome.value });
      else job.reject(outcome.error);
    });
  }

  #settle(id: number, how: () => void): void {
    this.#jobs.delete(id);
    how();
    if (this.#jobs.size > 0) return;
    this.#whenDone?.();
    this.#idle = setTimeout(() => void this.#end(), this.#limits.keptFor).unref();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }

  #replace({ subject, tookTooLong }: Ending, of: Thread): void {
    if (this.#thread !== of) return;
    this.#thread = undefined;
    // What the last one's edits came to may still be on its way to the log: no clock may be used twice.
    this.#clientId = newClientId();
    if (subject !== null) {
      const pause = this.#leftOut.add(subject);
      log.error(
        { documentId: subject, tookTooLong, pause },
        'a document could not be worked on; it is left out for a while',
      );
    } else log.error('the thread for work on documents ended; starting it again');
    for (const [id, job] of [...this.#jobs]) if (!job.isStoring) this.#beginAnew(id, job, subject);
  }

  #beginAnew(id: number, job: Pending, culprit: string | null): void {
    if (culprit === null) job.deaths += 1;
    if (culprit !== null && subjectsOf(job.desk).includes(culprit)) this.#settle(id, () => job.reject(tooExpensive()));
    else if (job.deaths > mostDeaths) this.#settle(id, () => job.reject(noThread()));
    else this.#begin(id, job);
  }
}

function subjectsOf({ subject, source }: Desk): string[] {
  return source === undefined ? [subject] : [subject, source];
}

/** As Yjs makes its own. */
function newClientId(): number {
  return randomInt(2 ** 32);
}

function noThread(): MusterError {
  return new MusterError('unavailable', 'This server cannot work on documents at the moment. Nothing was changed.', {
    action: 'Try again in a minute. If it stays like this, tell whoever runs the server.',
  });
}
