import type { UserActor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import { changeWithin, type TenantTransaction, withTenant } from '../core/database/index.ts';
import { forbidden, MusterError } from '../core/errors.ts';
import { publish } from '../core/outbox.ts';
import { versionConflict } from '../core/version-conflict.ts';
import { canManageUser } from './policy.ts';
import { assertAdministratorRemains, lockRights, reachableUser } from './rights/guards.ts';
import { resolveRights } from './rights/resolve-rights.ts';

interface SetUserStatus {
  id: string;
  status: 'active' | 'deactivated';
  version: number;
}

/** Switches a person's account off or on. Their open sessions end within a second. */
export function setUserStatus(actor: UserActor, input: SetUserStatus): Promise<{ version: number }> {
  // Whether an administrator remains is not to depend on whom the actor may see, so the transaction is the server's.
  return withTenant({ tenantId: actor.tenantId }, async (transaction) => {
    await lockRights(transaction, actor.tenantId);
    const before = await manageableUser(transaction, actor, input.id);
    const { count } = await changeWithin(transaction, actor, () =>
      transaction.user.updateMany({
        where: { tenantId: actor.tenantId, id: input.id, version: input.version },
        data: { status: input.status, version: { increment: 1 }, updatedById: actor.userId },
      }),
    );
    if (count === 0) {
      throw await versionConflict(transaction, 'identity.user', input.id, {
        known: input.version,
        current: before.version,
      });
    }
    await assertAdministratorRemains(transaction, actor.tenantId);
    if (input.status === 'deactivated') await endSessionsOf(transaction, actor, input.id);
    await recordChange(transaction, actor, before, input);
    return { version: input.version + 1 };
  });
}

async function manageableUser(transaction: TenantTransaction, actor: UserActor, id: string) {
  const user = await reachableUser(transaction, actor, 'identity:user:manage', id);
  if (id === actor.userId) {
    throw new MusterError('forbidden', 'You cannot switch off your own account.', {
      action: 'Ask another administrator to do it.',
    });
  }
  const level = (await resolveRights(transaction, actor.tenantId, id))?.level ?? 0;
  if (!canManageUser(actor, { level })) throw forbidden('change a person whose role stands above yours');
  return user;
}

async function endSessionsOf(transaction: TenantTransaction, actor: UserActor, userId: string): Promise<void> {
  const where = { tenantId: actor.tenantId, userId };
  const sessions = await transaction.session.findMany({ where, select: { id: true } });
  await transaction.session.deleteMany({ where });
  if (sessions.length === 0) return;
  await publish(transaction, actor, {
    type: 'identity.session.revoked',
    entity: 'identity.session',
    ids: sessions.map((session) => session.id),
    details: { userId },
  });
}

async function recordChange(
  transaction: TenantTransaction,
  actor: UserActor,
  before: { status: string },
  input: SetUserStatus,
): Promise<void> {
  await recordAudit(transaction, actor, {
    action: `identity.user.${input.status}`,
    entity: 'identity.user',
    entityId: input.id,
    version: input.version + 1,
    before: { status: before.status },
    after: { status: input.status },
  });
  await publish(transaction, actor, {
    type: `identity.user.${input.status}`,
    entity: 'identity.user',
    ids: [input.id],
  });
}
