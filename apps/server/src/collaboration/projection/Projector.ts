import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../core/log.ts';
import { type DocumentReference, referencesById } from '../document-reference.ts';
import type { Reach } from '../upkeep/reach.ts';
import { restAfter } from '../upkeep/rest-after.ts';
import { Sweep } from '../upkeep/Sweep.ts';
import { DueDocuments } from './DueDocuments.ts';
import { documentsBehind } from './documents-behind.ts';
import { releaseReplica } from './held-replicas.ts';
import { type ProjectionPass, projectDocuments } from './project-documents.ts';

/** Milliseconds from an edit to the pass: after a pause; and between passes while a document goes on being edited. */
const gatherTime = { first: 50, next: 1_500 };
/** When a pass is made, documents that are due this soon are part of it. */
const ahead = gatherTime.next / 2;
/** Milliseconds. Where many documents are edited now and then, each would be due by itself: the shortest rest lets them share passes. */
const rest = { shortest: 250, longest: 2_000 };
const documentsPerPass = 200;
const longestRetry = 60_000;

/** How far the rows of all documents are behind, as this process knows. */
export interface ProjectionGauges {
  documentsBehind: number;
  /** Milliseconds since the oldest edit that the rows do not follow yet; 0 when they follow all. */
  oldestLag: number;
  /** Passes since start; each brings many documents' rows up to date. */
  passes: number;
  /** Passes over a single document that failed. */
  failures: number;
}

/** What a projector leaves to another one, or to later. */
export interface ProjectorBounds {
  /** Until when (as `performance.now()` has it) no pass may be made over a document. */
  readonly leftOutUntil: (documentId: string) => number;
  /** Whether it follows the documents of this company. */
  readonly isOurs: (tenantId: string) => boolean;
}

/**
 * Keeps projected rows close behind their documents: soon after each commit, and by a sweep for what a crash left. One
 * pass at a time, over all documents that are due; the more there is to do the more of them share a pass.
 */
export class Projector {
  readonly #due = new DueDocuments();
  readonly #lastPass = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  /** Documents that nobody here has open any more, and that passes are still to be made over. */
  readonly #left = new Set<string>();
  readonly #sweep = new Sweep((reach) => this.#look(reach));
  readonly #afterPass: (documentId: string, pass: ProjectionPass) => void;
  readonly #afterWork: () => void;
  readonly #bounds: ProjectorBounds;
  /** Since when the documents are behind that a pass is at. */
  #underway = new Map<string, number>();
  #running: Promise<void> | undefined;
  #restUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #stopped = false;
  #passes = 0;
  #failedPasses = 0;

  /**
   * `afterPass` is told of each document of a pass, `afterWork` of the end of all that was due. `bounds` say over which
   * documents no passes are to be made.
   */
  constructor(
    afterPass: (documentId: string, pass: ProjectionPass) => void,
    afterWork: () => void,
    bounds: ProjectorBounds = { leftOutUntil: () => 0, isOurs: () => true },
  ) {
    this.#afterPass = afterPass;
    this.#afterWork = afterWork;
    this.#bounds = bounds;
  }

  get gauges(): ProjectionGauges {
    const since = Math.min(this.#due.behindSince, ...this.#underway.values());
    return {
      documentsBehind: this.#due.size + this.#underway.size,
      oldestLag: since === Number.POSITIVE_INFINITY ? 0 : Math.max(0, performance.now() - since),
      passes: this.#passes,
      failures: this.#failedPasses,
    };
  }

  start(): void {
    this.#sweep.start();
  }

  /** Looks for what is to be done as at the start, now that other documents are among ours. */
  lookAgain(): void {
    this.#sweep.lookAsAtStart();
  }

  /** Asks for a pass soon; commits that follow before it starts are part of it. */
  schedule(documentId: string): void {
    const now = performance.now();
    const lastPass = this.#lastPass.get(documentId) ?? Number.NEGATIVE_INFINITY;
    this.#scheduleAt(documentId, Math.max(now + gatherTime.first, lastPass + gatherTime.next), now);
  }

  /** Nobody here has the document open any more: after the passes that are due it costs no memory. */
  release(documentId: string): void {
    if (this.#due.has(documentId) || this.#underway.has(documentId)) this.#left.add(documentId);
    else releaseReplica(documentId);
  }

  /** Finishes what is due and not left out. What comes later is found by the sweep of the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#sweep.stop();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#run(Number.POSITIVE_INFINITY);
  }

  #scheduleAt(documentId: string, at: number, since: number): void {
    if (this.#stopped || this.#due.has(documentId)) return;
    this.#due.add(documentId, { at, since });
    const wakeAt = Math.max(at, this.#restUntil);
    if (wakeAt < this.#wakeAt) this.#wake(wakeAt);
  }

  #wake(at: number): void {
    clearTimeout(this.#timer);
    this.#wakeAt = at;
    if (this.#running === undefined) this.#timer = setTimeout(() => this.#start(), at - performance.now());
  }

  #start(): void {
    this.#running = this.#work().finally(() => {
      this.#running = undefined;
      this.#afterWork();
      const { first } = this.#due;
      if (this.#stopped || first === Number.POSITIVE_INFINITY) this.#wakeAt = Number.POSITIVE_INFINITY;
      else this.#wake(Math.max(first, this.#restUntil));
    });
  }

  async #work(): Promise<void> {
    const began = performance.now();
    await this.#run(began + ahead);
    const ended = performance.now();
    this.#restUntil = ended + restAfter(ended - began, rest);
  }

  async #run(until: number): Promise<void> {
    this.#underway = this.#due.take(until);
    try {
      const documents = await referencesById(longestWaitFirst(this.#underway));
      for (const chunk of chunksByTenant(documents.filter((document) => this.#mayProject(document))))
        await this.#project(chunk);
    } catch (error) {
      log.warn({ error }, 'documents to project could not be looked up; trying again');
      await delay(gatherTime.first);
      for (const [documentId, since] of this.#underway) this.#postpone(documentId, gatherTime.next, since);
    }
    for (const documentId of this.#underway.keys()) this.#letGo(documentId);
    this.#underway.clear();
  }

  /** Leaves what is not ours to others, and what is left out to later. */
  #mayProject({ documentId, tenantId }: DocumentReference): boolean {
    const leftOutFor = this.#bounds.leftOutUntil(documentId) - performance.now();
    const isOurs = this.#bounds.isOurs(tenantId);
    if (isOurs && leftOutFor <= 0) return true;
    const since = this.#underway.get(documentId) ?? performance.now();
    this.#underway.delete(documentId);
    if (isOurs) this.#postpone(documentId, leftOutFor, since);
    this.#letGo(documentId);
    return false;
  }

  /** When a pass fails, each of its documents gets one of its own, so that one that cannot be projected stops nobody. */
  async #project(documents: readonly DocumentReference[]): Promise<void> {
    try {
      const passes = await projectDocuments(documents, { maySkipIncomplete: true, skipLocked: true });
      this.#passes += 1;
      for (const { documentId } of documents) this.#settle(documentId, passes.get(documentId));
    } catch (error) {
      if (documents.length > 1) for (const document of documents) await this.#project([document]);
      else for (const { documentId } of documents) this.#failed(documentId, error);
    }
  }

  #settle(documentId: string, pass: ProjectionPass | undefined): void {
    const since = this.#underway.get(documentId) ?? performance.now();
    this.#underway.delete(documentId);
    if (pass === undefined) this.#postpone(documentId, gatherTime.first, since);
    else if (pass.postponed) this.#postpone(documentId, gatherTime.next, since);
    else {
      this.#failures.delete(documentId);
      this.#lastPass.set(documentId, performance.now());
      this.#afterPass(documentId, pass);
    }
    this.#letGo(documentId);
  }

  /** Call after a pass over a document. */
  #letGo(documentId: string): void {
    if (!this.#left.has(documentId)) return;
    releaseReplica(documentId);
    if (!this.#due.has(documentId)) this.#left.delete(documentId);
  }

  #failed(documentId: string, error: unknown): void {
    const failures = (this.#failures.get(documentId) ?? 0) + 1;
    this.#failures.set(documentId, failures);
    this.#failedPasses += 1;
    log.error({ error, documentId, failures }, 'a document could not be projected; trying again');
    const since = this.#underway.get(documentId) ?? performance.now();
    this.#underway.delete(documentId);
    this.#postpone(documentId, Math.min(gatherTime.first * 2 ** failures, longestRetry), since);
  }

  #postpone(documentId: string, milliseconds: number, since: number): void {
    this.#scheduleAt(documentId, performance.now() + milliseconds, since);
  }

  async #look(reach: Reach): Promise<void> {
    const now = performance.now();
    for (const [documentId, at] of this.#lastPass) if (now - at > gatherTime.next) this.#lastPass.delete(documentId);
    try {
      for (const documentId of await documentsBehind(reach)) this.schedule(documentId);
    } catch (error) {
      log.warn({ error }, 'documents behind could not be looked up; trying again');
    }
  }
}

function longestWaitFirst(documents: ReadonlyMap<string, number>): string[] {
  return [...documents].toSorted(([, one], [, other]) => one - other).map(([documentId]) => documentId);
}

function chunksByTenant(documents: readonly DocumentReference[]): DocumentReference[][] {
  const chunks: DocumentReference[][] = [];
  const open = new Map<string, DocumentReference[]>();
  for (const document of documents) {
    let chunk = open.get(document.tenantId);
    if (!chunk || chunk.length === documentsPerPass) {
      chunk = [];
      chunks.push(chunk);
      open.set(document.tenantId, chunk);
    }
    chunk.push(document);
  }
  return chunks;
}
