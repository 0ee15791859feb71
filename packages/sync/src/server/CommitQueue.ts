import { CommitLanes, type Share } from './CommitLanes.ts';
import { DocumentFullError, type DocumentLog, DocumentRejectedError } from './document-log.ts';
import type { SyncObserver } from './observer.ts';
import type { PendingUpdate } from './pending-update.ts';
import type { RangeSet } from './RangeSet.ts';
import type { StoragePace } from './StoragePace.ts';
import type { SyncLogger } from './sync-server.ts';

/** Receives each document's share of a commit, with the sequence numbers in order. */
export type CommitListener = (documentId: string, updates: readonly PendingUpdate[], seqs: readonly number[]) => void;

/** Who is told how commits go. */
export interface CommitQueueOptions {
  readonly pace: StoragePace;
  readonly logger?: SyncLogger | undefined;
  readonly observer?: SyncObserver | undefined;
}

/** Group commit: one append at a time for all documents, while the next batch gathers. */
export class CommitQueue {
  readonly #log: DocumentLog;
  readonly #committed: CommitListener;
  readonly #pace: StoragePace;
  readonly #logger: SyncLogger | undefined;
  readonly #observer: SyncObserver | undefined;
  readonly #lanes = new CommitLanes();
  readonly #waitingForIdle: (() => void)[] = [];
  #running = false;
  #timer: NodeJS.Timeout | undefined;
  #inFlight = 0;
  pendingUpdates = 0;
  pendingBytes = 0;
  commits = 0;
  committedUpdates = 0;
  failedAppends = 0;

  constructor(log: DocumentLog, committed: CommitListener, { pace, logger, observer }: CommitQueueOptions) {
    this.#log = log;
    this.#committed = committed;
    this.#pace = pace;
    this.#logger = logger;
    this.#observer = observer;
  }

  add(update: PendingUpdate): void {
    this.#lanes.add(update);
    this.pendingUpdates += 1;
    this.pendingBytes += update.bytes.length;
    this.#schedule();
  }

  /** The structs of a document that are on their way to the log; undefined when nothing of it waits. */
  structsOf(documentId: string): RangeSet | undefined {
    return this.#lanes.structsOf(documentId);
  }

  /** What of a document is on its way to the log, oldest first. */
  updatesOf(documentId: string): readonly PendingUpdate[] {
    return this.#lanes.updatesOf(documentId);
  }

  /** How many bytes of a document are on their way to the log. */
  bytesOf(documentId: string): number {
    return this.#lanes.bytesOf(documentId);
  }

  /** Updates that are not on their way to the log yet. */
  get waitingUpdates(): number {
    return this.pendingUpdates - this.#inFlight;
  }

  /** Milliseconds for which the oldest update has waited; 0 when none waits. */
  get oldestWait(): number {
    const since = Math.min(
      ...this.#lanes.all().map(({ updates }) => updates[0]?.receivedAt ?? Number.POSITIVE_INFINITY),
    );
    return since === Number.POSITIVE_INFINITY ? 0 : performance.now() - since;
  }

  /** Resolves when everything is stored, or after `timeout` milliseconds. */
  async drain(timeout: number): Promise<void> {
    if (this.#lanes.empty && !this.#running) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeout);
    });
    await Promise.race([late, new Promise<void>((resolve) => this.#waitingForIdle.push(resolve))]);
    clearTimeout(timer);
  }

  /** Gives up what could not be stored and tells its origins so. */
  abandon(reason: string): void {
    clearTimeout(this.#timer);
    for (const { documentId } of this.#lanes.all()) this.#reject(new DocumentRejectedError(documentId, reason));
  }

  /** The end of the event loop's turn gathers what all sockets that were readable in it have sent. */
  #schedule(): void {
    if (this.#running) return;
    clearTimeout(this.#timer);
    this.#running = true;
    setImmediate(() => void this.#run());
  }

  async #run(): Promise<void> {
    const shares = this.#lanes.next(performance.now());
    if (shares.length > 0) await this.#commit(shares);
    this.#running = false;
    if (this.#lanes.empty) for (const resolve of this.#waitingForIdle.splice(0)) resolve();
    else this.#continue();
  }

  #continue(): void {
    const wait = this.#lanes.wait(performance.now());
    if (wait === 0) this.#schedule();
    else this.#timer = setTimeout(() => this.#schedule(), Math.ceil(wait));
  }

  async #commit(shares: readonly Share[]): Promise<void> {
    const updates = shares.flatMap(({ lane, count }) => lane.updates.slice(0, count));
    const began = performance.now();
    this.#inFlight = updates.length;
    let seqs: readonly number[];
    try {
      seqs = await this.#log.append(updates);
    } catch (error) {
      this.#fail(shares, error);
      return;
    } finally {
      this.#inFlight = 0;
    }
    const took = performance.now() - began;
    this.#pace.committed(updates.length, took);
    this.#observer?.committed(updates.length, took);
    this.#succeed(shares, seqs);
  }

  #succeed(shares: readonly Share[], seqs: readonly number[]): void {
    this.commits += 1;
    let offset = 0;
    for (const share of shares) {
      const updates = this.#lanes.succeeded(share);
      this.committedUpdates += updates.length;
      this.#forget(updates);
      if (updates.length > 0) this.#committed(share.lane.documentId, updates, seqs.slice(offset, offset + share.count));
      offset += share.count;
    }
  }

  #fail(shares: readonly Share[], error: unknown): void {
    this.failedAppends += 1;
    this.#logger?.warn({ err: error, documents: shares.length }, 'updates could not be stored');
    if (error instanceof DocumentRejectedError && this.#reject(error)) return;
    this.#lanes.failed(shares, performance.now());
  }

  #reject(error: DocumentRejectedError): boolean {
    const { documentId } = error;
    const isFull = error instanceof DocumentFullError;
    const updates = isFull ? this.#lanes.removeBeyond(documentId, error.room) : this.#lanes.remove(documentId);
    this.#forget(updates);
    for (const update of updates) update.origin.rejected(update, error);
    return updates.length > 0;
  }

  #forget(updates: readonly PendingUpdate[]): void {
    this.pendingUpdates -= updates.length;
    for (const update of updates) this.pendingBytes -= update.bytes.length;
  }
}
