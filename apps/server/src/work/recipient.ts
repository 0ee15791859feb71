import { type Actor, systemActor } from '../core/actor.ts';
import type { TenantTransaction } from '../core/database/index.ts';

/** A person as the policy sees them, to know what they may be told; null when they are not active any more. */
export async function findRecipient(
  transaction: TenantTransaction,
  tenantId: string,
  id: string,
): Promise<Actor | null> {
  const user = await transaction.user.findFirst({
    where: { tenantId, id, status: 'active', deletedAt: null },
    include: { roles: { include: { role: { include: { permissions: true } } } } },
  });
  if (!user) return null;
  const roles = user.roles.map(({ role }) => role);
  return {
    ...systemActor(tenantId, user.name),
    userId: id,
    level: Math.max(0, ...roles.map((role) => role.level)),
    permissions: new Set(roles.flatMap((role) => role.permissions.map(({ permission }) => permission))),
  };
}
