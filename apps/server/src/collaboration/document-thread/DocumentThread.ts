import { log } from '../../core/log.ts';
import { LeftOutDocuments } from '../threads/LeftOutDocuments.ts';
import { noThread, tooExpensive } from '../threads/refusals.ts';
import { Suspects } from '../threads/Suspects.ts';
import type { Ending } from '../threads/WatchedWorker.ts';
import { answerQuestion } from './answer-question.ts';
import { fromFailure } from './failure.ts';
import { type Answer, Lane } from './Lane.ts';
import type { FromDocumentThread, Question } from './messages.ts';
import type { DocumentOperation, Task } from './operation.ts';

/** Milliseconds for which a thread stays when there is no work, and for which it may be at one piece of it. */
const defaults = { keptFor: 60_000, timeLimit: 20_000 };
/** Short-lived memory, in MB, as in upkeep: what is decoded once is mostly garbage at once. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };
/** How often a job is begun anew when the thread ends for no reason that is known. */
const mostDeaths = 2;

/** A job that a thread is at, or will be. */
interface Pending {
  readonly operation: string;
  readonly input: unknown;
  readonly task: Task;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
  lane: Lane;
  deaths: number;
  /** Set once what it came to is known, and only waits to be stored. */
  isStoring: boolean;
}

/**
 * Work on the contents of documents in a thread of its own, so that no decoding of what people made holds up the event loop.
 * The thread has no database: it asks for what is stored, and hands back what to store. It is there from the first job until
 * none has come for a minute. When it ends otherwise, another one takes its place and begins the jobs anew that it was at,
 * except those on the document that it did not get through: these fail, and so do all others on that document for a while.
 * The company whose document that was has another thread from then on, so that it makes nobody else wait again.
 */
export class DocumentThread {
  readonly #limits: typeof defaults;
  readonly #jobs = new Map<number, Pending>();
  readonly #leftOut = new LeftOutDocuments();
  readonly #suspects = new Suspects();
  readonly #lanes: { usual: Lane; suspects: Lane };
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;
  #whenDone: (() => void) | undefined;

  /** `file` is the thread's bundle, which calls `serveDocuments`. */
  constructor(file: URL, limits: Partial<typeof defaults> = {}) {
    this.#limits = { ...defaults, ...limits };
    const { timeLimit } = this.#limits;
    const events = {
      heard: (message: FromDocumentThread, answer: Answer) => this.#hear(message, answer),
      ended: (ending: Ending, lane: Lane) => this.#replace(ending, lane),
    };
    const lane = (name: string) => new Lane({ file, name, timeLimit, resourceLimits }, events);
    this.#lanes = { usual: lane('documents'), suspects: lane('documents of suspects') };
  }

  /** Does a piece of work, as `task` says. Throws `unavailable` for a document that the thread cannot get through. */
  async perform<Input, Output>(operation: DocumentOperation<Input, Output>, input: Input, task: Task): Promise<Output> {
    if (subjectsOf(task).some((subject) => this.#leftOut.has(subject))) throw tooExpensive();
    const output = await new Promise((resolve, reject) => {
      const job = { operation: operation.name, input, task, resolve, reject, lane: this.#laneOf(task) };
      this.#lastId += 1;
      this.#begin(this.#lastId, { ...job, deaths: 0, isStoring: false });
    });
    return output as Output;
  }

  /** Ends the threads once they have done what they were asked for. */
  async stop(): Promise<void> {
    if (this.#jobs.size > 0) await new Promise<void>((resolve) => (this.#whenDone = resolve));
    await this.#end();
  }

  #laneOf({ tenantId }: Task): Lane {
    return this.#suspects.has(tenantId) ? this.#lanes.suspects : this.#lanes.usual;
  }

  #begin(id: number, job: Pending): void {
    clearTimeout(this.#idle);
    this.#jobs.set(id, job);
    const { operation, task, input } = job;
    job.lane.post({ type: 'job', id, operation, subject: task.subject, input });
  }

  #hear(message: FromDocumentThread, answer: Answer): void {
    const job = this.#jobs.get(message.id);
    if (!job || job.isStoring) return;
    if (message.type === 'done') this.#settle(message.id, () => job.resolve(message.output));
    else if (message.type === 'failed') this.#settle(message.id, () => job.reject(fromFailure(message.failure)));
    else if (message.type === 'append') void this.#store(message.id, job, message, answer);
    else void answerQuestion(message, job.task).then(({ reply, handedOver }) => answer(reply, handedOver));
  }

  /** From here on the job comes to its end without the thread, which only has to know for the next one. */
  async #store(id: number, job: Pending, edit: Extract<Question, { type: 'append' }>, answer: Answer): Promise<void> {
    job.isStoring = true;
    const { reply, outcome } = await answerQuestion({ id, ...edit }, job.task);
    answer(reply);
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
    await Promise.all([this.#lanes.usual.end(), this.#lanes.suspects.end()]);
  }

  #replace({ subject, tookTooLong }: Ending, lane: Lane): void {
    const jobs = [...this.#jobs].filter(([, job]) => job.lane === lane && !job.isStoring);
    if (subject === null) log.error('the thread for work on documents ended; starting it again');
    else this.#leaveOut(subject, tookTooLong, jobs);
    for (const [id, job] of jobs) {
      if (subject === null) job.deaths += 1;
      if (this.#jobs.has(id)) this.#beginAnew(id, job);
    }
  }

  #leaveOut(culprit: string, tookTooLong: boolean, jobs: readonly [id: number, Pending][]): void {
    const pause = this.#leftOut.add(culprit);
    log.error(
      { documentId: culprit, tookTooLong, pause },
      'a document could not be worked on; it is left out for a while',
    );
    for (const [id, { task, reject }] of jobs) {
      if (!subjectsOf(task).includes(culprit)) continue;
      this.#suspects.add(task.tenantId);
      this.#settle(id, () => reject(tooExpensive()));
    }
  }

  #beginAnew(id: number, job: Pending): void {
    if (job.deaths > mostDeaths) this.#settle(id, () => job.reject(noThread()));
    else {
      job.lane = this.#laneOf(job.task);
      this.#begin(id, job);
    }
  }
}

function subjectsOf({ subject, source }: Task): string[] {
  return source === undefined ? [subject] : [subject, source];
}
