import { coverageOf, mergeMany, type StoredDocument, type StoredUpdate } from '@muster/sync/server';
import type pg from 'pg';
import * as Y from 'yjs';
import { withRole } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { atWork } from '../threads/at-work.ts';
import { isReadable, toDoc } from '../yjs-bytes.ts';

/**
 * Up to this size a document is built anew at each compaction, which leaves out what was deleted. Larger ones are merged
 * as bytes, in a fraction of the time, and built anew only once in so many updates.
 */
const cheapBytes = 512 * 1024;
const updatesPerCleaning = 4_000;

/**
 * Replaces the snapshot and the projected part of the tail by one new snapshot. It holds the projection's row lock, so
 * it never goes ahead of projection and two never work on one document; appending goes on meanwhile.
 * @param clean whether whatever was deleted must be left out, however large the document is, and though no updates follow
 * @returns whether there was anything to do.
 */
export function compactDocument(documentId: string, { clean = false } = {}): Promise<boolean> {
  return withRole('muster_sync', async (client) => {
    const locked = await lockedProjection(client, documentId);
    if (!locked) return false;
    const stored = await readUpTo(client, documentId, locked.projected);
    const last = stored.updates.at(-1) ?? (clean && locked.isUnclean ? stored.snapshot : null);
    if (!last) return false;
    const isClean = clean || needsCleaning(stored);
    const bytes = atWork(documentId, () => mergeStored(stored, isClean));
    if (!bytes) {
      log.error({ documentId }, 'a document holds an update that cannot be read, so it is not compacted');
      return false;
    }
    const coverage = atWork(documentId, () => coverageOf(bytes));
    await replaceTail(client, documentId, { sequence: last.seq, bytes, coverage, isClean });
    return true;
  });
}

interface LockedProjection {
  projected: number;
  /** Whether what is stored may hold something that was deleted. */
  isUnclean: boolean;
}

/** Null when another process works on it, or there is none yet. */
async function lockedProjection(client: pg.PoolClient, documentId: string): Promise<LockedProjection | null> {
  const { rows } = await client.query<{ projected_sequence: string; is_unclean: boolean }>(
    `select projection.projected_sequence, projection.unclean_since is not null as is_unclean
     from document_projection projection
     join document on document.tenant_id = projection.tenant_id and document.id = projection.document_id
     where document.id = $1 for update of projection skip locked`,
    [documentId],
  );
  const [row] = rows;
  return row ? { projected: Number(row.projected_sequence), isUnclean: row.is_unclean } : null;
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

/** One update with everything that lives in the document, when clean with nothing else; null when part of it cannot be read. */
function mergeStored(stored: StoredDocument, isClean: boolean): Uint8Array | null {
  const { snapshot, updates } = stored;
  const tail = updates.map((update) => update.bytes);
  if (!tail.every(isReadable)) return null;
  if (isClean) return Y.encodeStateAsUpdate(toDoc(stored).doc);
  return mergeMany(snapshot ? [snapshot.bytes, ...tail] : tail);
}

function needsCleaning({ snapshot, updates }: StoredDocument): boolean {
  const size = updates.reduce((sum, update) => sum + update.bytes.length, snapshot?.bytes.length ?? 0);
  const cleanings = (sequence: number) => Math.floor(sequence / updatesPerCleaning);
  return size <= cheapBytes || cleanings(snapshot?.seq ?? 0) < cleanings(updates.at(-1)?.seq ?? 0);
}

interface NewSnapshot {
  sequence: number;
  bytes: Uint8Array;
  /** What the bytes cover, as the sync server needs it. */
  coverage: Uint8Array;
  isClean: boolean;
}

/** The document's row comes last: appends to it wait only from here on. */
async function replaceTail(
  client: pg.PoolClient,
  documentId: string,
  { sequence, bytes, coverage, isClean }: NewSnapshot,
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
       insert into document_snapshot (tenant_id, document_id, sequence, bytes, coverage)
       select tenant_id, id, $2, $3, $4 from target
       on conflict (tenant_id, document_id)
         do update set sequence = excluded.sequence, bytes = excluded.bytes, coverage = excluded.coverage, created_at = now()
     ), cleaned as (
       update document_projection projection set unclean_since = null from target
       where $5 and projection.tenant_id = target.tenant_id and projection.document_id = target.id
     )
     update document set size_bytes = document.size_bytes - old.bytes - (select coalesce(sum(bytes), 0) from removed) + length($3::bytea)
     from old, target where document.tenant_id = target.tenant_id and document.id = target.id`,
    [documentId, sequence, Buffer.from(bytes), Buffer.from(coverage), isClean],
  );
}
