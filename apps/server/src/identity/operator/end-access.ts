import type { OperatorAccessEnd } from '@muster/contract/identity/operator';
import type { Actor, OperatorBehind } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { publish } from '../../core/outbox.ts';

/** Who ends something: a person of the company, the operator, or time. */
export type Ender = Pick<Actor, 'tenantId' | 'userId' | 'name' | 'requestId'> & {
  operator?: Pick<OperatorBehind, 'id' | 'name'>;
};

/** Ends a stay with all that hangs on it: tabs and sockets are cut within a second. @returns false when it was over */
export function endAccess(ender: Ender, id: string, end: OperatorAccessEnd): Promise<boolean> {
  const { tenantId } = ender;
  return withTenant({ tenantId }, async (transaction) => {
    const { count } = await transaction.operatorAccess.updateMany({
      where: { tenantId, id, endedAt: null },
      data: { endedAt: new Date(), endedBy: end, endedByName: ender.name },
    });
    if (count === 0) return false;
    await endImpersonations(transaction, ender, end, { accessId: id });
    await recordAudit(transaction, ender, {
      action: 'identity.operator_access.ended',
      entity: 'identity.operator_access',
      entityId: id,
      after: { by: end },
    });
    await cut(transaction, ender, [id], [id]);
    return true;
  });
}

/** Ends acting as a person: in one stay, or everywhere in the company. The stay itself goes on. @returns how many ended */
export async function endImpersonations(
  transaction: TenantTransaction,
  ender: Ender,
  end: OperatorAccessEnd,
  which: { accessId?: string; id?: string } = {},
): Promise<number> {
  const where = { tenantId: ender.tenantId, endedAt: null, ...which };
  const open = await transaction.operatorImpersonation.findMany({
    where,
    select: { id: true, accessId: true, userId: true, userName: true },
  });
  if (open.length === 0) return 0;
  await transaction.operatorImpersonation.updateMany({ where, data: { endedAt: new Date(), endedBy: end } });
  for (const { userId, userName } of open) {
    await recordAudit(transaction, ender, {
      action: 'identity.operator_impersonation.ended',
      entity: 'identity.user',
      entityId: userId,
      after: { actedAs: userName, by: end },
    });
  }
  const accessIds = [...new Set(open.map(({ accessId }) => accessId))];
  await cut(
    transaction,
    ender,
    open.map(({ id }) => id),
    accessIds,
  );
  return open.length;
}

/** The same event that cuts people's revoked sessions: a stay and an impersonation are sessions to tabs and sockets. */
async function cut(
  transaction: TenantTransaction,
  { tenantId, userId }: Ender,
  sessionIds: string[],
  accessIds: string[],
): Promise<void> {
  const actor = { tenantId, userId };
  await publish(transaction, actor, {
    type: 'identity.session.revoked',
    entity: 'identity.operator_access',
    ids: sessionIds,
  });
  await publish(transaction, actor, {
    type: 'identity.operator_access.ended',
    entity: 'identity.operator_access',
    ids: accessIds,
  });
}
