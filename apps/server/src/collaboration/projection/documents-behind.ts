import { poolOf } from '../../core/database/index.ts';
import { type Reach, withinReach } from '../upkeep/reach.ts';

/** More are found by the next look. */
const mostAtOnce = 10_000;

/** The documents within a look's reach whose rows do not follow them. */
export async function documentsBehind(reach: Reach): Promise<string[]> {
  const { sql, values } = withinReach(reach, 3);
  const { rows } = await poolOf('muster_sync').query<{ id: string }>(
    `select document.id from document
     left join document_projection projection
       on projection.tenant_id = document.tenant_id and projection.document_id = document.id
     where ${sql} and document.updated_at <= now() - $1 * interval '1 ms'
       and document.last_sequence > coalesce(projection.projected_sequence, 0)
     limit $2`,
    [reach.untouchedFor, mostAtOnce, ...values],
  );
  return rows.map(({ id }) => id);
}
