import { poolOf } from '../../core/database/index.ts';
import type { Reach } from '../upkeep/Sweep.ts';

/** More are found by the next look. */
const mostAtOnce = 10_000;

/** The documents within a look's reach whose rows do not follow them. */
export async function documentsBehind({ editedWithin, untouchedFor }: Reach): Promise<string[]> {
  const { rows } = await poolOf('muster_sync').query<{ id: string }>(
    `select document.id from document
     left join document_projection projection
       on projection.tenant_id = document.tenant_id and projection.document_id = document.id
     where document.edited_around > (now() - $1 * interval '1 ms') at time zone 'UTC' - interval '10 minutes'
       and document.updated_at <= now() - $2 * interval '1 ms'
       and document.last_sequence > coalesce(projection.projected_sequence, 0)
     limit $3`,
    [editedWithin, untouchedFor, mostAtOnce],
  );
  return rows.map(({ id }) => id);
}
