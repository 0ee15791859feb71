import type { UserActor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import { type TenantTransaction, withTenant } from '../core/database/index.ts';
import { notFound } from '../core/errors.ts';
import { publish } from '../core/outbox.ts';

/** Ends one of the actor's own sessions; the device it ran on is signed out within a second. */
export function revokeSession(actor: UserActor, id: string): Promise<void> {
  return withTenant(actor, async (transaction) => {
    const ended = await endSessions(transaction, actor, { id });
    if (ended === 0) throw notFound('session');
  });
}

/** Ends all sessions of the actor, the present one too. */
export function revokeAllSessions(actor: UserActor): Promise<void> {
  return withTenant(actor, async (transaction) => {
    await endSessions(transaction, actor, {});
  });
}

async function endSessions(transaction: TenantTransaction, actor: UserActor, filter: { id?: string }): Promise<number> {
  const where = { ...filter, tenantId: actor.tenantId, userId: actor.userId };
  const sessions = await transaction.session.findMany({ where, select: { id: true } });
  if (sessions.length === 0) return 0;
  await transaction.session.deleteMany({ where });
  for (const { id } of sessions) {
    await recordAudit(transaction, actor, {
      action: 'identity.session.revoked',
      entity: 'identity.session',
      entityId: id,
    });
  }
  await publish(transaction, actor, {
    type: 'identity.session.revoked',
    entity: 'identity.session',
    ids: sessions.map((session) => session.id),
    details: { userId: actor.userId },
  });
  return sessions.length;
}
