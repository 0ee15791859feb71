import type { StoredUpdate } from '@muster/sync/server';
import type pg from 'pg';
import { atWork } from '../threads/at-work.ts';
import { type LoadedDocument, toDoc } from '../yjs-bytes.ts';

/** How far the rows of a document are, and what is to be read of it. */
export interface Position {
  documentId: string;
  projected: number;
  /** Bytes of all that is stored of it. */
  bytes: number;
  /** Whether there are updates that its rows do not follow yet. */
  isBehind: boolean;
}

/** An update as projection reads it. */
export interface ProjectedUpdate {
  sequence: number;
  bytes: Buffer;
  actorId: string | null;
  /** Whether it is so young that what it builds on may still be on its way. */
  isYoung: boolean;
}

/** A place in a document's log. */
export interface Place {
  documentId: string;
  sequence: number;
}

interface LockedRow {
  document_id: string;
  projected_sequence: string;
  size_bytes: string;
  is_behind: boolean;
}

/** Passes and compaction of one document wait for each other at this lock; those over several take them in one order. */
function lockStatement(skipLocked: boolean): pg.QueryConfig {
  return {
    name: skipLocked ? 'lock_free_projections' : 'lock_projections',
    text: `
      select projection.document_id, projection.projected_sequence, document.size_bytes,
        document.last_sequence > projection.projected_sequence as is_behind
      from document_projection projection
      join document on document.tenant_id = projection.tenant_id and document.id = projection.document_id
      where projection.tenant_id = $1 and projection.document_id = any($2::uuid[])
      order by projection.document_id
      for update of projection ${skipLocked ? 'skip locked' : ''}`,
  };
}

/** Locks the projections of these documents. With `skipLocked` those that somebody else has locked are left out. */
export async function lockProjections(
  client: pg.PoolClient,
  tenantId: string,
  documentIds: readonly string[],
  skipLocked: boolean,
): Promise<Position[]> {
  const locked = await lockExisting(client, tenantId, documentIds, skipLocked);
  if (locked.length === documentIds.length) return locked;
  const { rows: made } = await client.query<{ document_id: string }>(
    `insert into document_projection (tenant_id, document_id)
     select tenant_id, id from document where tenant_id = $1 and id = any($2::uuid[])
     on conflict do nothing returning document_id`,
    [tenantId, documentIds],
  );
  return made.length > 0 ? lockExisting(client, tenantId, documentIds, skipLocked) : locked;
}

async function lockExisting(
  client: pg.PoolClient,
  tenantId: string,
  documentIds: readonly string[],
  skipLocked: boolean,
): Promise<Position[]> {
  const { rows } = await client.query<LockedRow>({ ...lockStatement(skipLocked), values: [tenantId, documentIds] });
  return rows.map((row) => ({
    documentId: row.document_id,
    projected: Number(row.projected_sequence),
    bytes: Number(row.size_bytes),
    isBehind: row.is_behind,
  }));
}

const tailsStatement = {
  name: 'tails_to_project',
  text: `
    select tail.document_id, tail.sequence, tail.bytes, tail.actor_id,
      tail.committed_at > clock_timestamp() - interval '5 seconds' as is_young
    from unnest($2::uuid[], $3::bigint[]) as position (document_id, sequence)
    join document_update tail on tail.tenant_id = $1 and tail.document_id = position.document_id
      and tail.sequence > position.sequence
    order by tail.document_id, tail.sequence`,
};

interface TailRow {
  document_id: string;
  sequence: string;
  bytes: Buffer;
  actor_id: string | null;
  is_young: boolean;
}

/** The updates that the rows do not follow yet, in order; documents without any are left out. */
export async function updatesAfter(
  client: pg.PoolClient,
  tenantId: string,
  positions: readonly Position[],
): Promise<Map<string, ProjectedUpdate[]>> {
  const ids = positions.map(({ documentId }) => documentId);
  const projected = positions.map((position) => position.projected);
  const { rows } = await client.query<TailRow>({ ...tailsStatement, values: [tenantId, ids, projected] });
  const tails = new Map<string, ProjectedUpdate[]>();
  for (const { document_id, sequence, bytes, actor_id: actorId, is_young: isYoung } of rows) {
    const tail = tails.get(document_id) ?? [];
    tail.push({ sequence: Number(sequence), bytes, actorId, isYoung });
    tails.set(document_id, tail);
  }
  return tails;
}

interface StoredRow {
  document_id: string;
  is_snapshot: boolean;
  sequence: string;
  bytes: Buffer;
}

/** The documents as of those places. Compaction never goes beyond what is projected, so the log still has them. */
export async function loadUpTo(
  client: pg.PoolClient,
  tenantId: string,
  places: readonly Place[],
): Promise<Map<string, LoadedDocument>> {
  const { rows } = await client.query<StoredRow>(
    `with place as (select * from unnest($2::uuid[], $3::bigint[]) as place (document_id, sequence))
     select place.document_id, true as is_snapshot, snapshot.sequence, snapshot.bytes
     from place join document_snapshot snapshot on snapshot.tenant_id = $1 and snapshot.document_id = place.document_id
     union all
     select place.document_id, false, tail.sequence, tail.bytes
     from place join document_update tail on tail.tenant_id = $1 and tail.document_id = place.document_id
       and tail.sequence <= place.sequence
     order by document_id, sequence`,
    [tenantId, places.map(({ documentId }) => documentId), places.map(({ sequence }) => sequence)],
  );
  const stored = new Map<string, StoredRow[]>(places.map(({ documentId }) => [documentId, []]));
  for (const row of rows) stored.get(row.document_id)?.push(row);
  return new Map(
    [...stored].map(([documentId, parts]) => [documentId, atWork(documentId, () => toDoc(partsOf(parts)))]),
  );
}

function partsOf(rows: readonly StoredRow[]): { snapshot: StoredUpdate | null; updates: StoredUpdate[] } {
  const updates = rows.map((row) => ({ seq: Number(row.sequence), bytes: row.bytes }));
  return { snapshot: rows[0]?.is_snapshot ? (updates.shift() ?? null) : null, updates };
}

/** Notes how far the rows are now, and that there is something to clean. */
export async function setProjected(client: pg.PoolClient, tenantId: string, places: readonly Place[]): Promise<void> {
  await client.query({
    name: 'set_projected',
    text: `
      update document_projection projection set projected_sequence = place.sequence, projected_at = now(),
        unclean_since = coalesce(projection.unclean_since, now())
      from unnest($2::uuid[], $3::bigint[]) as place (document_id, sequence)
      where projection.tenant_id = $1 and projection.document_id = place.document_id`,
    values: [tenantId, places.map(({ documentId }) => documentId), places.map(({ sequence }) => sequence)],
  });
}
