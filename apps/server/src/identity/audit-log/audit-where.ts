import type { AuditFilter } from '@muster/contract/identity/audit';
import { reachOf } from '@muster/contract/identity/rights/covering';
import type { UserActor } from '../../core/actor.ts';
import type { Prisma } from '../../core/database/index.ts';

/** The entries that are meant, of those that the actor may read. */
export function auditWhere(actor: UserActor, filter: AuditFilter): Prisma.AuditEntryWhereInput {
  const { actorId, entity, action, locationId, from, to } = filter;
  return {
    tenantId: actor.tenantId,
    ...(actorId && { actorId }),
    ...(entity && { entity }),
    ...(action && { action }),
    ...(locationId && { locationId }),
    ...((from || to) && { at: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) } }),
    AND: readable(actor),
  };
}

/** Who may read the log of their branch reads what its people did; who may read their own, what they did themselves. */
function readable({ rights, userId }: UserActor): Prisma.AuditEntryWhereInput {
  const scopes = reachOf(rights, 'identity:audit:read').map(({ scope }) => scope);
  if (scopes.includes('tenant') || scopes.includes('all')) return {};
  const atBranch = scopes.includes('location') ? [{ locationId: { in: [...rights.locationIds] } }] : [];
  return { OR: [{ actorId: userId }, ...atBranch] };
}
