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
/**
 * Milliseconds of rest after a failure, doubled with each that follows. On a disk that is nearly full each try takes the
 * room of a whole snapshot, and PostgreSQL gives it back only when it next vacuums: edits need it more.
 */
const restAfterFailure = { first: 10_000, longest: 15 * 60_000 };

/** How compaction goes in this process. */
export interface CompactionGauges {
  /** Documents compacted since start, as their tails were long. */
  compactions: number;
  /** Tries that failed. */
  compactionFailures: number;
}

/** Keeps documents' tails short, one document at a time, and never takes more than a fifth of the time for it. */
export class Compactor {
  readonly #waiting = new Set<string>();
  readonly #sweep = new Sweep((reach) => this.#look(reach));
  #running: Promise<void> | undefined;
  readonly #stopping = new AbortController();
  readonly #afterWork: () => void;
  readonly #mayCompact: (documentId: string) => Promise<boolean>;
  #compactions = 0;
  #failures = 0;
  #failuresInARow = 0;

  /** `afterWork` is told when a document has been compacted; what it may not compact is left to others, or to a later look. */
  constructor(afterWork: () => void, mayCompact: (documentId: string) => Promise<boolean>) {
    this.#afterWork = afterWork;
    this.#mayCompact = mayCompact;
  }

  get gauges(): CompactionGauges {
    return { compactions: this.#compactions, compactionFailures: this.#failures };
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
      const rest = await this.#compact(documentId).catch((error: unknown) => this.#failed(documentId, error));
      this.#afterWork();
      await this.#rest(rest);
    }
  }

  /** Resolves with how long to rest then. */
  async #compact(documentId: string): Promise<number> {
    const began = performance.now();
    const isDue = (await this.#mayCompact(documentId)) && (await hasLongTail(documentId));
    if (isDue && (await compactDocument(documentId))) {
      this.#compactions += 1;
      this.#failuresInARow = 0;
    }
    return restAfter(performance.now() - began, { longest: longestRest });
  }

  /** The document is tried again after the others, whether anybody edits it or not. Answers how long to rest before. */
  #failed(documentId: string, error: unknown): number {
    const rest = Math.min(restAfterFailure.first * 2 ** this.#failuresInARow, restAfterFailure.longest);
    this.#failures += 1;
    this.#failuresInARow += 1;
    this.#waiting.add(documentId);
    log.warn(
      { error, documentId, rest },
      'a document could not be compacted; all of it is kept, and it is tried again',
    );
    return rest;
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
