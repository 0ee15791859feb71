import { setTimeout as delay } from 'node:timers/promises';
import { poolOf } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import type { ProjectionPass } from '../projection/project-documents.ts';
import { compactDocument } from './compact-document.ts';

/** A tail of this many updates, or bytes, is worth a new snapshot. */
const tailUpdates = 500;
const tailBytes = 2 * 1024 * 1024;
/** Milliseconds */
const sweepInterval = 30_000;
/** A compaction is followed by a rest of so many times its duration: a board under constant fire is not rewritten all the time. */
const restPerWork = 4;
/** Milliseconds */
const longestRest = 10_000;

/** Keeps documents' tails short, one document at a time, and never takes more than a fifth of the time for it. */
export class Compactor {
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  readonly #stopping = new AbortController();
  readonly #afterWork: () => void;

  /** `afterWork` is told when a document has been compacted. */
  constructor(afterWork: () => void) {
    this.#afterWork = afterWork;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#sweep(), sweepInterval);
    void this.#sweep();
  }

  /** Looks at a document that projection has just left: every so many updates it is compacted. */
  consider(documentId: string, { from, to }: ProjectionPass): void {
    if (Math.floor(from / tailUpdates) < Math.floor(to / tailUpdates)) this.#enqueue(documentId);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    await this.#running;
  }

  #enqueue(documentId: string): void {
    this.#waiting.add(documentId);
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
    });
  }

  async #work(): Promise<void> {
    for (const documentId of this.#waiting) {
      if (this.#stopping.signal.aborted) return;
      this.#waiting.delete(documentId);
      const began = performance.now();
      await compactDocument(documentId).catch((error: unknown) => {
        log.warn({ error, documentId }, 'a document could not be compacted; the sweep tries again');
      });
      this.#afterWork();
      await this.#rest((performance.now() - began) * restPerWork);
    }
  }

  /** Ends early when this stops. */
  async #rest(milliseconds: number): Promise<void> {
    const { signal } = this.#stopping;
    await delay(Math.min(milliseconds, longestRest), undefined, { signal }).catch(() => undefined);
  }

  async #sweep(): Promise<void> {
    try {
      const { rows } = await poolOf('muster_sync').query<{ id: string }>(
        `select document.id from document
         join document_projection projection
           on projection.tenant_id = document.tenant_id and projection.document_id = document.id
         left join document_snapshot snapshot
           on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
         where projection.projected_sequence - coalesce(snapshot.sequence, 0) >= $1
           or (document.size_bytes - coalesce(length(snapshot.bytes), 0) >= $2
             and projection.projected_sequence > coalesce(snapshot.sequence, 0))
         limit 200`,
        [tailUpdates, tailBytes],
      );
      for (const row of rows) this.#enqueue(row.id);
    } catch (error) {
      log.warn({ error }, 'documents with long tails could not be looked up; trying again');
    }
  }
}
