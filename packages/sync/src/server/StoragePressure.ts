import type { CommitQueue } from './CommitQueue.ts';
import type { SyncLimits } from './limits.ts';

/** A connection that can be made to wait. */
export interface Writer {
  /** Bytes received from it that are not stored yet. */
  readonly pendingBytes: number;
  hold(): void;
  release(): void;
}

/** Bounds the memory of what waits for storage, by not reading on: an outage fills the clients' buffers, not the server. */
export class StoragePressure {
  readonly #limits: SyncLimits;
  readonly #queue: CommitQueue;
  readonly #held = new Set<Writer>();

  constructor(limits: SyncLimits, queue: CommitQueue) {
    this.#limits = limits;
    this.#queue = queue;
  }

  /** Call after a writer's update was queued. */
  queued(writer: Writer): void {
    const { maxPendingBytes, maxPendingBytesPerConnection } = this.#limits;
    if (this.#queue.pendingBytes <= maxPendingBytes && writer.pendingBytes <= maxPendingBytesPerConnection) return;
    this.#held.add(writer);
    writer.hold();
  }

  /** Call after a commit: lets those read on who have room again. */
  relieve(): void {
    const { maxPendingBytes, maxPendingBytesPerConnection } = this.#limits;
    if (this.#queue.pendingBytes > maxPendingBytes / 2) return;
    for (const writer of this.#held) {
      if (writer.pendingBytes > maxPendingBytesPerConnection / 2) continue;
      this.#held.delete(writer);
      writer.release();
    }
  }

  forget(writer: Writer): void {
    this.#held.delete(writer);
  }
}
