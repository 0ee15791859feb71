import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { coverageOf } from '../server/coverage-bytes.ts';
import {
  DocumentFullError,
  type DocumentLog,
  DocumentRejectedError,
  type LogEntry,
  type LogNews,
  type LogPosition,
  type StoredDocument,
  type StoredSnapshot,
} from '../server/document-log.ts';
import { MemoryDocumentLog } from '../server/MemoryDocumentLog.ts';

/** A memory log that can be slow, down, stuck, or unwilling to take one document, and that records every append. */
export class ScriptedLog implements DocumentLog {
  readonly #snapshots = new Map<string, StoredSnapshot>();
  readonly stored = new MemoryDocumentLog();
  readonly batches: (readonly LogEntry[])[] = [];
  /** Milliseconds each append takes. */
  slowness = 0;
  /** Whether every access fails. */
  down = false;
  /** Documents that fail every time, without saying that this is for good. */
  readonly sick = new Set<string>();
  /** Documents that have room for so many bytes only. */
  readonly full = new Map<string, number>();
  /** Documents that can never be stored. */
  readonly deleted = new Set<string>();
  attempts = 0;
  #gate: Promise<void> | null = null;
  #open: (() => void) | null = null;

  /** Holds every append back until `open`. */
  shut(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open?.();
    this.#gate = null;
  }

  async append(entries: readonly LogEntry[]): Promise<readonly number[]> {
    this.attempts += 1;
    if (this.slowness > 0) await delay(this.slowness);
    await this.#gate;
    // Out of reach it cannot say either what it would refuse.
    if (this.down || entries.some(({ documentId }) => this.sick.has(documentId))) throw new Error('database is down');
    const refused = entries.find(({ documentId }) => this.deleted.has(documentId));
    if (refused) throw new DocumentRejectedError(refused.documentId, 'This document was deleted.');
    this.#assertRoom(entries);
    this.batches.push(entries.map((entry) => ({ ...entry, bytes: Uint8Array.from(entry.bytes) })));
    return this.stored.append(entries);
  }

  #assertRoom(entries: readonly LogEntry[]): void {
    for (const [documentId, room] of this.full) {
      const own = entries.filter((entry) => entry.documentId === documentId);
      const bytes = own.reduce((sum, entry) => sum + entry.bytes.length, 0);
      if (bytes > room) throw new DocumentFullError(documentId, 'This document is full.', room);
    }
  }

  async load(documentId: string): Promise<StoredDocument> {
    if (this.down) throw new Error('database is down');
    const { updates } = await this.stored.load(documentId);
    const snapshot = this.#snapshots.get(documentId) ?? null;
    return { snapshot, updates: updates.filter(({ seq }) => seq > (snapshot?.seq ?? 0)) };
  }

  /** From now on everything stored so far is read as a snapshot. */
  async compact(documentId: string): Promise<void> {
    const { updates } = await this.stored.load(documentId);
    const bytes = Y.mergeUpdates(updates.map((update) => update.bytes));
    this.#snapshots.set(documentId, { seq: updates.at(-1)?.seq ?? 0, bytes, coverage: coverageOf(bytes) });
  }

  async loadAfter(positions: readonly LogPosition[]): Promise<readonly LogNews[]> {
    if (this.down) throw new Error('database is down');
    return this.stored.loadAfter(positions);
  }
}
