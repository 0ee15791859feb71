import type { LogEntry } from '@muster/sync/server';
import { type BinaryValue, int4Array, int8Array, uuidArray } from '../core/database/index.ts';

/** One document's part of a batch. */
interface Share {
  updates: number;
  bytes: number;
}

/** A batch of updates as the append statement takes it (document-log-statements.ts). */
export class AppendBatch {
  readonly #entries: readonly LogEntry[];
  readonly #shares = new Map<string, Share>();
  /** The place of each update among its document's. */
  readonly #places: number[] = [];
  readonly #starts: number[] = [];

  constructor(entries: readonly LogEntry[]) {
    this.#entries = entries;
    let start = 1;
    for (const { documentId, bytes } of entries) {
      const share = this.#shares.get(documentId) ?? { updates: 0, bytes: 0 };
      share.updates += 1;
      share.bytes += bytes.length;
      this.#shares.set(documentId, share);
      this.#places.push(share.updates);
      this.#starts.push(start);
      start += bytes.length;
    }
  }

  /** $1 to $9. */
  values(): BinaryValue[] {
    const entries = this.#entries;
    const shares = [...this.#shares.values()];
    return [
      uuidArray([...this.#shares.keys()]),
      int4Array(shares.map(({ updates }) => updates)),
      int8Array(shares.map(({ bytes }) => bytes)),
      uuidArray(entries.map(({ documentId }) => documentId)),
      int4Array(this.#places),
      int4Array(this.#starts),
      int4Array(entries.map(({ bytes }) => bytes.length)),
      uuidArray(entries.map(({ actorId }) => actorId)),
      Buffer.concat(entries.map(({ bytes }) => bytes)),
    ];
  }

  /** The number of each update, given after which number the updates of each document follow. */
  numbers(before: ReadonlyMap<string, number>): readonly number[] {
    return this.#entries.map(({ documentId }, index) => (before.get(documentId) ?? 0) + (this.#places[index] ?? 0));
  }
}
