import type {
  DocumentLog,
  LogEntry,
  LogNews,
  LogPosition,
  StoredDocument,
  StoredSnapshot,
  StoredUpdate,
} from '@muster/sync/server';
import { DocumentFullError, DocumentRejectedError, tooLargeReason } from '@muster/sync/server';
import { validate } from 'uuid';
import {
  type BinaryRow,
  type BinaryValue,
  copyRows,
  int8Value,
  poolOf,
  StatementConnection,
  type TextRow,
  uuidValue,
} from '../core/database/index.ts';
import { AppendBatch } from './AppendBatch.ts';
import { maxDocumentBytes } from './document-limits.ts';
import {
  appendOneStatement,
  appendStatement,
  loadAfterStatement,
  loadNewsStatement,
  loadQuery,
} from './document-log-statements.ts';

const LIMIT = int8Value(maxDocumentBytes);

const DELETED = 'This document was deleted, so the change could not be saved.';

/** The documents' log in PostgreSQL: any number of processes may append to the same documents at once. */
export class PostgresDocumentLog implements DocumentLog {
  readonly #connection = new StatementConnection('muster_sync');

  /** One statement, so one round trip and one commit for the whole batch; on a connection that nobody else is on. */
  async append(entries: readonly LogEntry[]): Promise<readonly number[]> {
    const [only] = entries;
    if (entries.length === 1 && only) {
      const [row] = await this.#connection.execute(appendOneStatement, valuesOf(only));
      if (row?.[0]) return [Number(row[0])];
    }
    // Of a document that does not take its update only the batch's statement tells why.
    return this.#appendBatch(entries);
  }

  async load(documentId: string): Promise<StoredDocument> {
    if (!validate(documentId)) throw new Error(`${documentId} is not the id of a document`);
    const snapshots: StoredSnapshot[] = [];
    const updates: StoredUpdate[] = [];
    await copyRows(poolOf('muster_sync', 'copy'), loadQuery(documentId), (row) => {
      if (row.boolean(0)) snapshots.push(toSnapshot(row));
      else updates.push(toUpdate(row));
    });
    return { snapshot: snapshots[0] ?? null, updates };
  }

  async loadAfter(positions: readonly LogPosition[]): Promise<readonly LogNews[]> {
    const values = [positions.map(({ documentId }) => documentId), positions.map(({ seq }) => seq)];
    const { rows } = await poolOf('muster_sync').query<NewsRow>({ ...loadNewsStatement, values });
    return newsOf(rows);
  }

  async #appendBatch(entries: readonly LogEntry[]): Promise<readonly number[]> {
    const batch = new AppendBatch(entries);
    const rows = await this.#connection.execute(appendStatement, [...batch.values(), LIMIT]);
    return batch.numbers(new Map(rows.map(numberBefore)));
  }
}

/** As the statement for one update takes them. */
function valuesOf({ documentId, bytes, actorId }: LogEntry): BinaryValue[] {
  return [uuidValue(documentId), bytes, actorId === null ? null : uuidValue(actorId), LIMIT];
}

interface TailRow {
  sequence: string | null;
  bytes: Buffer | null;
  swallowed: boolean;
}

interface NewsRow extends TailRow {
  document_id: string;
}

/** Rows of one document follow each other. */
function newsOf(rows: readonly NewsRow[]): readonly LogNews[] {
  const news = new Map<string, StoredUpdate[] | null>();
  for (const { document_id: documentId, sequence, bytes, swallowed } of rows) {
    const updates = news.get(documentId) ?? [];
    if (sequence && bytes) updates.push({ seq: Number(sequence), bytes });
    news.set(documentId, swallowed ? null : updates);
  }
  return [...news].map(([documentId, updates]) => ({ documentId, updates }));
}

/** A document, and the number after which its updates follow. Throws when the document does not take them, or not all. */
function numberBefore([documentId, before, room]: TextRow): [documentId: string, before: number] {
  const id = documentId ?? '';
  if (room) throw new DocumentFullError(id, tooLargeReason(maxDocumentBytes), Number(room));
  if (!before) throw new DocumentRejectedError(id, DELETED);
  return [id, Number(before)];
}

/** The updates after `sequence`; null when part of them is in a snapshot by now, or the document is gone. */
export async function loadAfter(documentId: string, sequence: number): Promise<StoredUpdate[] | null> {
  const query = { ...loadAfterStatement, values: [documentId, sequence] };
  const { rows } = await poolOf('muster_sync').query<TailRow>(query);
  if (rows[0]?.swallowed !== false) return null;
  return rows.flatMap(({ sequence, bytes }) => (sequence && bytes ? [{ seq: Number(sequence), bytes }] : []));
}

function toSnapshot(row: BinaryRow): StoredSnapshot {
  const coverage = row.bytes(3);
  return { ...toUpdate(row), ...(coverage && { coverage }) };
}

function toUpdate(row: BinaryRow): StoredUpdate {
  const [seq, bytes] = [row.int8(1), row.bytes(2)];
  if (seq === null || bytes === null) throw new Error('The document log answered without a number or without bytes.');
  return { seq, bytes };
}
