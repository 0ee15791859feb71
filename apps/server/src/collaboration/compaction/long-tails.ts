import { poolOf } from '../../core/database/index.ts';
import { type Reach, withinReach } from '../upkeep/reach.ts';

/** A tail of this many updates, or bytes, is worth a new snapshot. */
export const worthwhile = { updates: 500, bytes: 2 * 1024 * 1024 };
/** As many as a stretch has; of those edited lately the next look finds more. */
const mostAtOnce = 1_000;

/** $1 updates, $2 bytes. */
const documentsWithLongTails = `
  select document.id from document
  join document_projection projection
    on projection.tenant_id = document.tenant_id and projection.document_id = document.id
  left join document_snapshot snapshot
    on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
  where (projection.projected_sequence - coalesce(snapshot.sequence, 0) >= $1
      or (document.size_bytes - coalesce(length(snapshot.bytes), 0) >= $2
        and projection.projected_sequence > coalesce(snapshot.sequence, 0)))`;

/** The documents within a look's reach whose tails are long; also those that are being edited. */
export async function longTails(reach: Reach): Promise<string[]> {
  const { sql, values } = withinReach(reach, 4);
  const { rows } = await poolOf('muster_sync').query<{ id: string }>(`${documentsWithLongTails} and ${sql} limit $3`, [
    worthwhile.updates,
    worthwhile.bytes,
    mostAtOnce,
    ...values,
  ]);
  return rows.map(({ id }) => id);
}

/** Whether a document's tail is long, or not far from it: another server may have dealt with it meanwhile. */
export async function hasLongTail(documentId: string): Promise<boolean> {
  const { rows } = await poolOf('muster_sync').query(`${documentsWithLongTails} and document.id = $3`, [
    worthwhile.updates / 2,
    worthwhile.bytes / 2,
    documentId,
  ]);
  return rows.length > 0;
}
