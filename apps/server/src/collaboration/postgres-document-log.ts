import type { DocumentLog, LogEntry, LogNews, LogPosition, StoredDocument, StoredUpdate } from '@muster/sync/server';
import { DocumentRejectedError } from '@muster/sync/server';
import { poolOf } from '../core/database/index.ts';
import { appendStatement, loadAfterStatement, loadNewsStatement, loadStatement } from './document-log-statements.ts';

/** Bytes that a document may take: its snapshot and the updates since. */
export const maxDocumentBytes = 20 * 1024 * 1024;

type Refusal = 'unknown' | 'too_large';

interface AppendedRow {
  document_id: string;
  sequence: string | null;
  refusal: Refusal | null;
}

interface StoredRow {
  is_snapshot: boolean;
  sequence: string;
  bytes: Buffer;
}

const reasons: Record<Refusal, string> = {
  unknown: 'This document was deleted, so the change could not be saved.',
  too_large: `This document has reached its limit of ${maxDocumentBytes / 1024 / 1024} MB, so the change could not be saved. Move part of it into a new one.`,
};

/** The documents' log in PostgreSQL: any number of processes may append to the same documents at once. */
export class PostgresDocumentLog implements DocumentLog {
  /** One statement, so one round trip and one commit for the whole batch; on a connection that nobody else is on. */
  async append(entries: readonly LogEntry[]): Promise<readonly number[]> {
    const { rows } = await poolOf('muster_sync', 'append').query<AppendedRow>({
      ...appendStatement,
      values: [
        entries.map((entry) => entry.documentId),
        entries.map((entry) => bufferOf(entry.bytes)),
        entries.map((entry) => entry.actorId),
        maxDocumentBytes,
      ],
    });
    const refused = rows.find((row) => row.refusal !== null);
    if (refused?.refusal) throw new DocumentRejectedError(refused.document_id, reasons[refused.refusal]);
    return rows.map((row) => Number(row.sequence));
  }

  async load(documentId: string): Promise<StoredDocument> {
    const { rows } = await poolOf('muster_sync').query<StoredRow>({ ...loadStatement, values: [documentId] });
    const snapshot = rows.find((row) => row.is_snapshot);
    return {
      snapshot: snapshot ? toUpdate(snapshot) : null,
      updates: rows.filter((row) => !row.is_snapshot).map(toUpdate),
    };
  }

  async loadAfter(positions: readonly LogPosition[]): Promise<readonly LogNews[]> {
    const values = [positions.map(({ documentId }) => documentId), positions.map(({ seq }) => seq)];
    const { rows } = await poolOf('muster_sync').query<NewsRow>({ ...loadNewsStatement, values });
    return newsOf(rows);
  }
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

/** The updates after `sequence`; null when part of them is in a snapshot by now, or the document is gone. */
export async function loadAfter(documentId: string, sequence: number): Promise<StoredUpdate[] | null> {
  const query = { ...loadAfterStatement, values: [documentId, sequence] };
  const { rows } = await poolOf('muster_sync').query<TailRow>(query);
  if (rows[0]?.swallowed !== false) return null;
  return rows.flatMap(({ sequence, bytes }) => (sequence && bytes ? [{ seq: Number(sequence), bytes }] : []));
}

function toUpdate(row: StoredRow): StoredUpdate {
  return { seq: Number(row.sequence), bytes: row.bytes };
}

/** The driver wants a Buffer; this one shares the bytes. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
