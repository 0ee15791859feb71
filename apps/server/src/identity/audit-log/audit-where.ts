import type { AuditFilter } from '@muster/contract/identity/audit';
import { reachOf } from '@muster/contract/identity/rights/covering';
import type { EffectiveRights } from '@muster/contract/identity/rights/effective-rights';
import type { Scope } from '@muster/contract/identity/rights/scope';
import type { UserActor } from '../../core/actor.ts';
import type { Prisma } from '../../core/database/index.ts';

/** The entries that are meant, of those that the actor may read. */
export function auditWhere(actor: UserActor, filter: AuditFilter): Prisma.AuditEntryWhereInput {
  const { actorId, operatorId, entity, action, locationId, from, to } = filter;
  return {
    tenantId: actor.tenantId,
    ...(actorId && { actorId }),
    ...(operatorId && { operatorId }),
    ...(entity && { entity }),
    ...(action && { action }),
    ...(locationId && { locationId }),
    ...((from || to) && { at: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) } }),
    AND: readable(actor),
  };
}

/** Whether every entry of the company is the actor's to read. */
export function readsWholeLog({ rights }: UserActor): boolean {
  return auditScopes(rights).some((scope) => scope === 'tenant' || scope === 'all');
}

/** The branches whose people's entries the actor may read. */
export function readableBranches({ rights }: UserActor): string[] {
  return auditScopes(rights).includes('location') ? [...rights.locationIds] : [];
}

/** Who may read the log of their branch reads what its people did; who may read their own, what they did themselves. */
function readable(actor: UserActor): Prisma.AuditEntryWhereInput {
  if (readsWholeLog(actor)) return {};
  return { OR: [{ actorId: actor.userId }, { locationId: { in: readableBranches(actor) } }] };
}

function auditScopes(rights: EffectiveRights): Scope[] {
  return reachOf(rights, 'identity:audit:read').map(({ scope }) => scope);
}
