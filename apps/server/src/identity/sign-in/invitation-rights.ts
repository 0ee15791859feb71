import { heldPermissions } from '@muster/contract/identity/rights/covering';
import { type Actor, hasPermission } from '../../core/actor.ts';
import type { TenantTransaction } from '../../core/database/index.ts';
import { forbidden, MusterError, notFound } from '../../core/errors.ts';
import { assertMayGiveRole } from '../rights/guards.ts';
import { resolveRights } from '../rights/resolve-rights.ts';
import { rolesWithRights } from '../rights/role-rows.ts';
import { subjectOfNewcomer } from '../rights/subjects.ts';

/** What an invitation gives to whoever accepts it. */
interface Given {
  roleIds: readonly string[];
  locationId: string | null;
}

/** Whether the actor may invite people to a branch, or may end what invites them there. */
export function mayInviteTo(actor: Actor, locationId: string | null): boolean {
  return hasPermission(actor, 'identity:user:manage', subjectOfNewcomer(actor.tenantId, locationId));
}

/** Inviting is giving: only roles that the actor could give to a colleague, and only where they manage people. */
export async function assertMayInvite(transaction: TenantTransaction, actor: Actor, { roleIds, locationId }: Given) {
  const { tenantId } = actor;
  const roles = await rolesWithRights(transaction, tenantId, roleIds);
  if (roleIds.some((id) => !roles.has(id))) throw notFound('role');
  for (const role of roles.values()) assertMayGiveRole(actor, role);
  const where = { tenantId, id: locationId ?? '', deletedAt: null };
  if (locationId && (await transaction.location.count({ where })) === 0) throw notFound('location');
  if (!mayInviteTo(actor, locationId)) throw forbidden('invite people to that location');
}

/**
 * Whether whoever made an invitation could make it today. A role may have grown since, or its giver have been
 * demoted or switched off: then the link gives nothing, or it would outlive the right to give.
 */
export async function isStillGiven(
  transaction: TenantTransaction,
  tenantId: string,
  { createdById, ...given }: Given & { createdById: string | null },
): Promise<boolean> {
  if (createdById === null) return true;
  const inviter = await actorAsOfNow(transaction, tenantId, createdById);
  if (!inviter) return false;
  try {
    await assertMayInvite(transaction, inviter, given);
    return true;
  } catch (error) {
    if (error instanceof MusterError) return false;
    throw error;
  }
}

async function actorAsOfNow(transaction: TenantTransaction, tenantId: string, userId: string): Promise<Actor | null> {
  const where = { tenantId, id: userId, status: 'active', deletedAt: null } as const;
  const user = await transaction.user.findFirst({ where, select: { name: true } });
  const rights = user && (await resolveRights(transaction, tenantId, userId));
  if (!rights) return null;
  const { level } = rights;
  const nobodyCalls = { sessionId: null, requestId: null };
  return {
    tenantId,
    userId,
    name: user.name,
    level,
    permissions: new Set(heldPermissions(rights)),
    rights,
    ...nobodyCalls,
  };
}
