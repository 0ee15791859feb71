import { heldPermissions } from '@muster/contract/identity/rights/covering';
import { type Actor, systemActor } from '../core/actor.ts';
import type { TenantTransaction } from '../core/database/index.ts';
import { rightsOf } from '../identity/index.ts';

/** A person as the policy sees them, to know what they may be told; null when they are not active any more. */
export async function findRecipient(
  transaction: TenantTransaction,
  tenantId: string,
  id: string,
): Promise<Actor | null> {
  const user = await transaction.user.findFirst({ where: { tenantId, id, status: 'active', deletedAt: null } });
  if (!user) return null;
  const rights = await rightsOf(tenantId, id);
  const permissions = new Set(heldPermissions(rights));
  return { ...systemActor(tenantId, user.name), userId: id, level: rights.level, permissions, rights };
}
