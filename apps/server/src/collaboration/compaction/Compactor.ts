import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../core/log.ts';
import type { ProjectionPass } from '../projection/project-documents.ts';
import type { Reach } from '../upkeep/reach.ts';
import { restAfter } from '../upkeep/rest-after.ts';
import { Sweep } from '../upkeep/Sweep.ts';
import { compactDocument } from './compact-document.ts';
import { hasLongTail, longTails, worthwhile } from './long-tails.ts';

/** Milliseconds between two compactions at most; a board under constant fire is not rewritten all the time. */
const longestRest = 10_000;

/** Keeps documents' tails short, one document at a time, and never takes more than a fifth of the time for it. */
export class Compactor {
  readonly #waiting = new Set<string>();
  readonly #sweep = new Sweep((reach) => this.#look(reach));
  #running: Promise<void> | undefined;
  readonly #stopping = new AbortController();
  readonly #afterWork: () => void;

  /** `afterWork` is told when a document has been compacted. */
  constructor(afterWork: () => void) {
    this.#afterWork = afterWork;
  }

  start(): void {
    this.#sweep.start();
  }

  /** Looks at a document that projection has just left: every so many updates it is compacted. */
  consider(documentId: string, { from, to }: ProjectionPass): void {
    if (Math.floor(from / worthwhile.updates) < Math.floor(to / worthwhile.updates)) this.#enqueue(documentId);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#sweep.stop();
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
      await compactIfLong(documentId).catch((error: unknown) => {
        log.warn({ error, documentId }, 'a document could not be compacted; the sweep tries again');
      });
      this.#afterWork();
      await this.#rest(restAfter(performance.now() - began, { longest: longestRest }));
    }
  }

  /** Ends early when this stops. */
  async #rest(milliseconds: number): Promise<void> {
    const { signal } = this.#stopping;
    await delay(milliseconds, undefined, { signal }).catch(() => undefined);
  }

  async #look(reach: Reach): Promise<void> {
    try {
      for (const documentId of await longTails(reach)) this.#enqueue(documentId);
    } catch (error) {
      log.warn({ error }, 'documents with long tails could not be looked up; trying again');
    }
  }
}

async function compactIfLong(documentId: string): Promise<void> {
  if (await hasLongTail(documentId)) await compactDocument(documentId);
}
