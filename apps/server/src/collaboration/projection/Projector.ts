import { poolOf } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { referenceById } from '../document-reference.ts';
import { PassQueue } from './PassQueue.ts';
import { type ProjectionPass, projectDocument } from './project-document.ts';

/** Milliseconds that commits gather before a pass: after a pause, and while somebody goes on editing. */
const gatherTime = { first: 50, next: 500, perDueDocument: 2 };
/** A document that was projected within this time is being edited. */
const recent = 1_000;
const sweepInterval = 10_000;
const longestRetry = 60_000;
/** As many as the projection has database connections; more would only wait for one. */
const passesAtOnce = 2;

/**
 * Keeps projected rows close behind their documents: soon after each commit, and by a sweep for what a crash left.
 * The more there is to do the longer commits gather, so that saving edits never waits for the rows to follow.
 */
export class Projector {
  readonly #due = new Map<string, NodeJS.Timeout>();
  readonly #passes = new PassQueue(passesAtOnce);
  readonly #lastPass = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  readonly #afterPass: (documentId: string, pass: ProjectionPass) => void;
  #sweepTimer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(afterPass: (documentId: string, pass: ProjectionPass) => void) {
    this.#afterPass = afterPass;
  }

  start(): void {
    this.#sweepTimer = setInterval(() => void this.#sweep(), sweepInterval);
    void this.#sweep();
  }

  /** Asks for a pass soon; commits that follow before it starts are part of it. */
  schedule(documentId: string): void {
    this.#scheduleIn(documentId, this.#gatherTimeOf(documentId));
  }

  /** Finishes what is due. What comes later is found by the sweep of the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#sweepTimer);
    for (const [documentId, timer] of this.#due) {
      clearTimeout(timer);
      this.#passes.add(() => this.#project(documentId));
    }
    this.#due.clear();
    await this.#passes.whenEmpty();
  }

  #gatherTimeOf(documentId: string): number {
    const isEdited = Date.now() - (this.#lastPass.get(documentId) ?? 0) < recent;
    return (isEdited ? gatherTime.next : gatherTime.first) + this.#due.size * gatherTime.perDueDocument;
  }

  #scheduleIn(documentId: string, delay: number): void {
    if (this.#stopped || this.#due.has(documentId)) return;
    const timer = setTimeout(() => {
      this.#due.delete(documentId);
      this.#passes.add(() => this.#project(documentId));
    }, delay);
    this.#due.set(documentId, timer);
  }

  async #project(documentId: string): Promise<void> {
    try {
      const document = await referenceById(documentId);
      if (!document) return;
      const pass = await projectDocument(document, { maySkipIncomplete: true });
      this.#failures.delete(documentId);
      this.#lastPass.set(documentId, Date.now());
      if (pass.postponed) this.schedule(documentId);
      else this.#afterPass(documentId, pass);
    } catch (error) {
      const failures = (this.#failures.get(documentId) ?? 0) + 1;
      this.#failures.set(documentId, failures);
      log.error({ error, documentId, failures }, 'a document could not be projected; trying again');
      this.#scheduleIn(documentId, Math.min(gatherTime.first * 2 ** failures, longestRetry));
    }
  }

  async #sweep(): Promise<void> {
    for (const [documentId, at] of this.#lastPass) if (Date.now() - at > recent) this.#lastPass.delete(documentId);
    try {
      const { rows } = await poolOf('muster_sync').query<{ id: string }>(
        `select document.id from document
         left join document_projection projection
           on projection.tenant_id = document.tenant_id and projection.document_id = document.id
         where document.last_sequence > coalesce(projection.projected_sequence, 0)`,
      );
      for (const row of rows) this.schedule(row.id);
    } catch (error) {
      log.warn({ error }, 'documents behind could not be looked up; trying again');
    }
  }
}
