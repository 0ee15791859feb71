import type pg from 'pg';
import type { DocumentReference } from '../document-reference.ts';
import { type LoadedDocument, toDoc } from '../yjs-bytes.ts';

/** An update as projection reads it. */
export interface ProjectedUpdate {
  sequence: number;
  bytes: Buffer;
  actorId: string | null;
  /** Whether it is so young that what it builds on may still be on its way. */
  isYoung: boolean;
}

type Row = Record<string, string>;

/** Locks the document's projection and answers how far it is; passes and compaction wait for each other here. */
export async function lockProjection(client: pg.PoolClient, document: DocumentReference): Promise<number> {
  const values = [document.tenantId, document.documentId];
  const locked = await client.query<Row>(
    'select projected_sequence from document_projection where tenant_id = $1 and document_id = $2 for update',
    values,
  );
  if (locked.rows[0]) return Number(locked.rows[0].projected_sequence);
  const made = await client.query(
    'insert into document_projection (tenant_id, document_id) values ($1, $2) on conflict do nothing',
    values,
  );
  return made.rowCount === 1 ? 0 : lockProjection(client, document);
}

/** The updates after `sequence`, in order. */
export async function updatesAfter(
  client: pg.PoolClient,
  document: DocumentReference,
  sequence: number,
): Promise<ProjectedUpdate[]> {
  const { rows } = await client.query<{ sequence: string; bytes: Buffer; actor_id: string | null; is_young: boolean }>(
    `select sequence, bytes, actor_id, committed_at > clock_timestamp() - interval '5 seconds' as is_young
     from document_update where tenant_id = $1 and document_id = $2 and sequence > $3 order by sequence`,
    [document.tenantId, document.documentId, sequence],
  );
  return rows.map(({ bytes, ...row }) => {
    return { sequence: Number(row.sequence), bytes, actorId: row.actor_id, isYoung: row.is_young };
  });
}

/** The document as of `sequence`. Compaction never goes beyond what is projected, so the log still has it. */
export async function loadUpTo(
  client: pg.PoolClient,
  document: DocumentReference,
  sequence: number,
): Promise<LoadedDocument> {
  const { rows } = await client.query<{ is_snapshot: boolean; sequence: string; bytes: Buffer }>(
    `select true as is_snapshot, sequence, bytes from document_snapshot where tenant_id = $1 and document_id = $2
     union all
     select false, sequence, bytes from document_update where tenant_id = $1 and document_id = $2 and sequence <= $3
     order by sequence`,
    [document.tenantId, document.documentId, sequence],
  );
  const parts = rows.map((row) => ({ seq: Number(row.sequence), bytes: row.bytes }));
  const snapshot = rows[0]?.is_snapshot ? (parts.shift() ?? null) : null;
  return toDoc({ snapshot, updates: parts });
}

export async function setProjected(
  client: pg.PoolClient,
  document: DocumentReference,
  sequence: number,
): Promise<void> {
  await client.query(
    `update document_projection set projected_sequence = $3, projected_at = now()
     where tenant_id = $1 and document_id = $2`,
    [document.tenantId, document.documentId, sequence],
  );
}
