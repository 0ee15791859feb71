import { operatorLimits } from '@muster/contract/identity/operator';
import { recordAudit } from '../../core/audit.ts';
import { type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import { hashToken } from '../lucia-sessions.ts';
import { createNotification } from '../notifications.ts';
import { accessEvent, newAccessToken, openAccessOf } from './accesses.ts';
import { type Ender, endImpersonations } from './end-access.ts';
import type { SignedInOperator } from './operator-sessions.ts';

const minute = 60_000;

/** Lets an operator act as a person of the company that they are in. @returns the token to do it with */
export async function impersonate(
  operator: SignedInOperator,
  { userId, reason }: { userId: string; reason: string },
  requestId: string,
): Promise<string> {
  const access = await openAccessOf(operator);
  if (!access) throw notFound('stay in a company');
  const { tenantId, id: accessId } = access;
  const token = newAccessToken();
  const ender: Ender = { tenantId, userId: null, name: operator.name, requestId, operator };
  const expiresAt = new Date(Math.min(Date.now() + operatorLimits.impersonation * minute, Date.parse(access.endsAt)));
  await withTenant({ tenantId }, async (transaction) => {
    await requireAllowed(transaction, tenantId);
    const userName = await nameOf(transaction, tenantId, userId);
    await endImpersonations(transaction, ender, 'operator', { accessId });
    const row = { tenantId, id: newId(), accessId, userId, userName, reason };
    await transaction.operatorImpersonation.createMany({ data: [{ ...row, tokenHash: hashToken(token), expiresAt }] });
    await tell(transaction, ender, row);
  });
  return token;
}

interface Started {
  id: string;
  accessId: string;
  userId: string;
  userName: string;
  reason: string;
}

async function tell(transaction: TenantTransaction, ender: Ender, started: Started): Promise<void> {
  const { id, accessId, userId, userName, reason } = started;
  await recordAudit(transaction, ender, {
    action: 'identity.operator_impersonation.started',
    entity: 'identity.user',
    entityId: userId,
    after: { actingAs: userName, reason },
  });
  await createNotification(transaction, ender, {
    id,
    userId,
    kind: 'operator.acting',
    payload: { actorId: null, actorName: ender.name, reason },
  });
  await publish(transaction, ender, accessEvent('acting', accessId));
}

/** Locks the policy's row, so that it cannot be switched off between this look and what follows. */
async function requireAllowed(transaction: TenantTransaction, tenantId: string): Promise<void> {
  const rows = await transaction.$queryRaw<{ allowed: boolean }[]>`
    select operator_impersonation as allowed from security_policy where tenant_id = ${tenantId}::uuid for share`;
  if (rows[0]?.allowed) return;
  throw new MusterError('forbidden', 'This company does not let operators act as its people.', {
    action: 'Its administrators can allow it at Admin → Sign-in and security.',
  });
}

async function nameOf(transaction: TenantTransaction, tenantId: string, id: string): Promise<string> {
  const user = await transaction.user.findFirst({
    where: { tenantId, id, status: 'active', deletedAt: null },
    select: { name: true },
  });
  if (!user) throw notFound('person');
  return user.name;
}

/** Ends acting as a person; the operator goes on looking as themselves. */
export async function stopActing(operator: SignedInOperator, requestId: string): Promise<void> {
  const access = await openAccessOf(operator);
  if (!access) throw notFound('stay in a company');
  const { tenantId, id: accessId } = access;
  const ender: Ender = { tenantId, userId: null, name: operator.name, requestId, operator };
  await withTenant({ tenantId }, (transaction) => endImpersonations(transaction, ender, 'operator', { accessId }));
}
