import { poolOf } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { referenceById } from '../document-reference.ts';
import { type ProjectionPass, projectDocument } from './project-document.ts';

/** Milliseconds: how long commits gather before their document is projected, and how often the forgotten are looked for. */
const gatherTime = 50;
const sweepInterval = 10_000;
const longestRetry = 60_000;

/** Keeps projected rows close behind their documents: soon after each commit, and by a sweep for what a crash left. */
export class Projector {
  readonly #due = new Map<string, NodeJS.Timeout>();
  readonly #failures = new Map<string, number>();
  readonly #running = new Set<Promise<void>>();
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
  schedule(documentId: string, delay = gatherTime): void {
    if (this.#stopped || this.#due.has(documentId)) return;
    const timer = setTimeout(() => {
      this.#due.delete(documentId);
      this.#track(this.#project(documentId));
    }, delay);
    this.#due.set(documentId, timer);
  }

  /** Finishes what is due. What comes later is found by the sweep of the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#sweepTimer);
    for (const [documentId, timer] of this.#due) {
      clearTimeout(timer);
      this.#track(this.#project(documentId));
    }
    this.#due.clear();
    await Promise.all(this.#running);
  }

  #track(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  async #project(documentId: string): Promise<void> {
    try {
      const document = await referenceById(documentId);
      if (!document) return;
      this.#afterPass(documentId, await projectDocument(document));
      this.#failures.delete(documentId);
    } catch (error) {
      const failures = (this.#failures.get(documentId) ?? 0) + 1;
      this.#failures.set(documentId, failures);
      log.error({ error, documentId, failures }, 'a document could not be projected; trying again');
      this.schedule(documentId, Math.min(gatherTime * 2 ** failures, longestRetry));
    }
  }

  async #sweep(): Promise<void> {
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
