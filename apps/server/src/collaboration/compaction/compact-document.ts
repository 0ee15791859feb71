import type { StoredDocument, StoredUpdate } from '@muster/sync/server';
import type pg from 'pg';
import * as Y from 'yjs';
import { withRole } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { isReadable, toDoc } from '../yjs-bytes.ts';

/** Above this size merging the bytes is kinder to memory than building the document, and leaves deleted content in. */
const cheapBytes = 4 * 1024 * 1024;

/**
 * Replaces the snapshot and the projected part of the tail by one new snapshot. It holds the projection's row lock, so
 * it never goes ahead of projection and two never work on one document; appending goes on meanwhile.
 * @returns whether there was anything to do.
 */
export function compactDocument(documentId: string): Promise<boolean> {
  return withRole('muster_sync', async (client) => {
    const limit = await lockedProjection(client, documentId);
    if (limit === null) return false;
    const stored = await readUpTo(client, documentId, limit);
    const last = stored.updates.at(-1);
    if (!last) return false;
    const merged = mergeStored(stored);
    if (!merged) {
      log.error({ documentId }, 'a document holds an update that cannot be read, so it is not compacted');
      return false;
    }
    await replaceTail(client, documentId, last.seq, merged);
    return true;
  });
}

/** Null when another process works on it, or nothing was projected yet. */
async function lockedProjection(client: pg.PoolClient, documentId: string): Promise<number | null> {
  const { rows } = await client.query<{ projected_sequence: string }>(
    `select projection.projected_sequence from document_projection projection
     join document on document.tenant_id = projection.tenant_id and document.id = projection.document_id
     where document.id = $1 for update of projection skip locked`,
    [documentId],
  );
  return rows[0] ? Number(rows[0].projected_sequence) : null;
}

async function readUpTo(client: pg.PoolClient, documentId: string, limit: number): Promise<StoredDocument> {
  const snapshot = await client.query<{ sequence: string; bytes: Buffer }>(
    `select snapshot.sequence, snapshot.bytes from document_snapshot snapshot
     join document on document.tenant_id = snapshot.tenant_id and document.id = snapshot.document_id
     where document.id = $1`,
    [documentId],
  );
  const tail = await client.query<{ sequence: string; bytes: Buffer }>(
    `select tail.sequence, tail.bytes from document_update tail
     join document on document.tenant_id = tail.tenant_id and document.id = tail.document_id
     where document.id = $1 and tail.sequence <= $2 order by tail.sequence`,
    [documentId, limit],
  );
  return { snapshot: snapshot.rows.map(toUpdate)[0] ?? null, updates: tail.rows.map(toUpdate) };
}

function toUpdate(row: { sequence: string; bytes: Buffer }): StoredUpdate {
  return { seq: Number(row.sequence), bytes: row.bytes };
}

/** One update with everything that lives in the document; null when part of it cannot be read. */
export function mergeStored(stored: StoredDocument): Uint8Array | null {
  const parts = [...(stored.snapshot ? [stored.snapshot] : []), ...stored.updates].map((part) => part.bytes);
  if (!stored.updates.every((update) => isReadable(update.bytes))) return null;
  const size = parts.reduce((sum, bytes) => sum + bytes.length, 0);
  return size <= cheapBytes ? Y.encodeStateAsUpdate(toDoc(stored).doc) : Y.mergeUpdates(parts);
}

/** The document's row comes last: appends to it wait only from here on. */
async function replaceTail(
  client: pg.PoolClient,
  documentId: string,
  sequence: number,
  merged: Uint8Array,
): Promise<void> {
  await client.query(
    `with target as (select tenant_id, id from document where id = $1),
     old as (
       select coalesce(sum(length(snapshot.bytes)), 0) as bytes from document_snapshot snapshot, target
       where snapshot.tenant_id = target.tenant_id and snapshot.document_id = target.id
     ), removed as (
       delete from document_update tail using target
       where tail.tenant_id = target.tenant_id and tail.document_id = target.id and tail.sequence <= $2
       returning length(tail.bytes) as bytes
     ), written as (
       insert into document_snapshot (tenant_id, document_id, sequence, bytes)
       select tenant_id, id, $2, $3 from target
       on conflict (tenant_id, document_id)
         do update set sequence = excluded.sequence, bytes = excluded.bytes, created_at = now()
     )
     update document set size_bytes = document.size_bytes - old.bytes - (select coalesce(sum(bytes), 0) from removed) + length($3::bytea)
     from old, target where document.tenant_id = target.tenant_id and document.id = target.id`,
    [documentId, sequence, Buffer.from(merged)],
  );
}
