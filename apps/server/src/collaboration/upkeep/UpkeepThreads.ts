import { referenceById } from '../document-reference.ts';
import { LeftOutDocuments } from '../threads/LeftOutDocuments.ts';
import type { UpkeepGauges } from './Upkeep.ts';
import { type UpkeepSettings, UpkeepThread } from './UpkeepThread.ts';

/**
 * Upkeep of all documents in one thread; and in another one that of companies with a document that a thread did not get
 * through, from then on until the server ends: so they keep nobody but each other waiting, however many such documents there are.
 */
export class UpkeepThreads {
  readonly #settings: UpkeepSettings;
  readonly #leftOut = new LeftOutDocuments();
  readonly #suspects = new Set<string>();
  readonly #usual: UpkeepThread;
  #ofSuspects: UpkeepThread | undefined;
  #stopped = false;

  constructor(settings: UpkeepSettings) {
    this.#settings = settings;
    this.#usual = this.#thread(false);
  }

  start(): void {
    this.#usual.start();
  }

  /** Takes note of a commit. */
  committed(documentId: string): void {
    for (const thread of this.#threads) thread.committed(documentId);
  }

  /** Takes note that the last one has left a document. */
  closed(documentId: string): void {
    for (const thread of this.#threads) thread.closed(documentId);
  }

  /** Lets the rows follow a document at once; resolves with the number that they have reached. */
  async project(documentId: string): Promise<number> {
    return (await this.#threadOf(documentId)).project(documentId);
  }

  /** Makes a snapshot of a document now, after its rows have followed. */
  async compact(documentId: string): Promise<void> {
    await (await this.#threadOf(documentId)).compact(documentId);
  }

  /** How far the rows are behind the documents that this process serves, and how compaction goes. */
  async gauges(): Promise<UpkeepGauges> {
    const [first, ...others] = await Promise.all(this.#threads.map((thread) => thread.gauges()));
    if (!first) throw new Error('There is always one thread of upkeep.');
    return others.reduce(together, first);
  }

  /** Lets the rows follow what is due, then ends the threads. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  get #threads(): UpkeepThread[] {
    return this.#ofSuspects ? [this.#usual, this.#ofSuspects] : [this.#usual];
  }

  #thread(only: boolean): UpkeepThread {
    return new UpkeepThread(this.#settings, {
      leftOut: this.#leftOut,
      scope: () => ({ only, tenantIds: this.#suspects }),
      gaveUp: (documentId) => this.#suspect(documentId),
    });
  }

  /** As long as nobody is suspected it need not be asked whose the document is. */
  async #threadOf(documentId: string): Promise<UpkeepThread> {
    if (!this.#ofSuspects) return this.#usual;
    const document = await referenceById(documentId);
    return document && this.#suspects.has(document.tenantId) ? this.#ofSuspects : this.#usual;
  }

  async #suspect(documentId: string): Promise<void> {
    const document = await referenceById(documentId);
    if (!document || this.#suspects.has(document.tenantId)) return;
    this.#suspects.add(document.tenantId);
    if (this.#ofSuspects) this.#ofSuspects.rescope();
    else if (!this.#stopped) {
      this.#ofSuspects = this.#thread(true);
      this.#ofSuspects.start();
    }
  }
}

function together(one: UpkeepGauges, other: UpkeepGauges): UpkeepGauges {
  return {
    documentsBehind: one.documentsBehind + other.documentsBehind,
    oldestLag: Math.max(one.oldestLag, other.oldestLag),
    passes: one.passes + other.passes,
    failures: one.failures + other.failures,
    compactions: one.compactions + other.compactions,
    compactionFailures: one.compactionFailures + other.compactionFailures,
  };
}
