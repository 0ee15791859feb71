import { reachOf } from '@muster/contract/identity/rights/covering';
import type { Actor } from '../../core/actor.ts';
import { Prisma } from '../../core/database/index.ts';

/**
 * The people whose profiles the actor may read: a person's fields belong to the profile, and who may not read them may
 * not find people by them either. The same rule as `subjectOfEmployee` gives to decisions.
 */
export function readableProfiles({ rights }: Actor): Prisma.Sql {
  if (!rights) return Prisma.sql`true`;
  const ways = reachOf(rights, 'identity:employee:read').map(({ scope, conditions }) => ({ scope, conditions }));
  if (ways.some(({ scope, conditions }) => scope !== 'own' && scope !== 'location' && conditions.length === 0)) {
    return Prisma.sql`true`;
  }
  const locations = Prisma.sql`${[...rights.locationIds]}::uuid[]`;
  return Prisma.sql`is_reached(${JSON.stringify(ways)}::jsonb, e.id = ${rights.userId}::uuid,
    ${locations} @> array[e.location_id] or exists (select from user_location also
      where also.tenant_id = e.tenant_id and also.user_id = e.id and ${locations} @> array[also.location_id]),
    coalesce((select jsonb_build_object('department', p.department, 'title', p.title, 'homeLocationId', e.location_id)
      from employee p where p.tenant_id = e.tenant_id and p.user_id = e.id),
      jsonb_build_object('homeLocationId', e.location_id)))`;
}
