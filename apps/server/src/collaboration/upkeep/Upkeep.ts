import { type CompactionGauges, Compactor } from '../compaction/Compactor.ts';
import { compactDocument } from '../compaction/compact-document.ts';
import { referenceById } from '../document-reference.ts';
import { type ProjectionGauges, Projector } from '../projection/Projector.ts';
import { projectDocument } from '../projection/project-document.ts';
import type { UpkeepBounds, UpkeepScope } from './bounds.ts';
import { HeapKeeper } from './HeapKeeper.ts';

/** How upkeep goes in this process. */
export type UpkeepGauges = ProjectionGauges & CompactionGauges;

/** What follows the documents' log at its own pace: the rows that others read, and snapshots. */
export class Upkeep {
  readonly #heap = new HeapKeeper();
  readonly #leftOut: ReadonlyMap<string, number>;
  #scope: UpkeepScope;
  readonly #compactor = new Compactor(
    () => this.#heap.worked(),
    (documentId) => this.#mayCompact(documentId),
  );
  readonly #projector = new Projector(
    (documentId, pass) => this.#compactor.consider(documentId, pass),
    () => this.#heap.worked(),
    {
      leftOutUntil: (documentId) => this.#leftOutUntil(documentId),
      isOurs: (tenantId) => this.#isOurs(tenantId),
    },
  );

  constructor({ leftOut, scope }: UpkeepBounds) {
    const [now, here] = [Date.now(), performance.now()];
    this.#leftOut = new Map([...leftOut].map(([documentId, until]) => [documentId, until - now + here]));
    this.#scope = scope;
  }

  /** From now on others' documents are followed. */
  follow(scope: UpkeepScope): void {
    this.#scope = scope;
    this.#projector.lookAgain();
  }

  get gauges(): UpkeepGauges {
    return { ...this.#projector.gauges, ...this.#compactor.gauges };
  }

  start(): void {
    this.#projector.start();
    this.#compactor.start();
  }

  /** Takes note of new updates. */
  committed(documentIds: Iterable<string>): void {
    for (const documentId of documentIds) this.#projector.schedule(documentId);
  }

  /** Lets go of documents that nobody has open any more, once their rows have followed. */
  closed(documentIds: Iterable<string>): void {
    for (const documentId of documentIds) this.#projector.release(documentId);
  }

  /** Lets the rows follow at once; resolves with the number that they have reached. */
  async project(documentId: string): Promise<number> {
    const document = await referenceById(documentId);
    if (!document) throw new Error(`document ${documentId} is gone`);
    return (await projectDocument(document)).to;
  }

  /** Makes a snapshot of everything that was not deleted, after the rows have followed; resolves with the number up to which it reaches. */
  async compact(documentId: string): Promise<number> {
    const sequence = await this.project(documentId);
    await compactDocument(documentId, { clean: true });
    this.#heap.worked();
    return sequence;
  }

  #leftOutUntil(documentId: string): number {
    return this.#leftOut.get(documentId) ?? 0;
  }

  #isOurs(tenantId: string): boolean {
    const { tenantIds, only } = this.#scope;
    return tenantIds.has(tenantId) === only;
  }

  async #mayCompact(documentId: string): Promise<boolean> {
    if (this.#leftOutUntil(documentId) > performance.now()) return false;
    const document = await referenceById(documentId);
    return document !== null && this.#isOurs(document.tenantId);
  }

  /** Lets the rows follow what is due, and finishes the compaction that it is at. */
  async stop(): Promise<void> {
    await this.#projector.stop();
    await this.#compactor.stop();
  }
}
