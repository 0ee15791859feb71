import { type OpenAccess, type OperatorAccessEnd, operatorLimits } from '@muster/contract/identity/operator';
import { recordAudit } from '../../core/audit.ts';
import { poolOf, withTenant } from '../../core/database/index.ts';
import { notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import { hashToken } from '../lucia-sessions.ts';
import { newToken } from '../sign-in/tickets.ts';
import { accessMark } from './authenticate-access.ts';
import { endAccess } from './end-access.ts';
import type { SignedInOperator } from './operator-sessions.ts';

const minute = 60_000;

/** A token for a stay or an impersonation; only its hash is kept. */
export function newAccessToken(): string {
  return `${accessMark}${newToken()}`;
}

/** Opens a company to an operator for an hour, and ends what they had open before. @returns the token of the stay */
export async function openAccess(
  operator: SignedInOperator,
  { tenantId, reason }: { tenantId: string; reason: string },
  requestId: string,
): Promise<string> {
  await requireTenant(tenantId);
  await leaveTenant(operator, 'operator', requestId);
  const token = newAccessToken();
  const id = newId();
  const expiresAt = new Date(Date.now() + operatorLimits.access * minute);
  const who = { operatorId: operator.id, operatorName: operator.name, operatorEmail: operator.email };
  await withTenant({ tenantId }, async (transaction) => {
    await transaction.operatorAccess.createMany({
      data: [{ tenantId, id, ...who, sessionId: operator.sessionId, reason, tokenHash: hashToken(token), expiresAt }],
    });
    await recordAudit(
      transaction,
      { tenantId, userId: null, name: operator.name, requestId, operator },
      {
        action: 'identity.operator_access.opened',
        entity: 'identity.operator_access',
        entityId: id,
        after: { reason, expiresAt: expiresAt.toISOString() },
      },
    );
    await publish(transaction, { tenantId, userId: null }, accessEvent('opened', id));
  });
  return token;
}

/** What open screens of the company's administrators hear of a stay. */
export function accessEvent(what: 'opened' | 'ended' | 'acting', id: string) {
  return { type: `identity.operator_access.${what}`, entity: 'identity.operator_access', ids: [id] };
}

async function requireTenant(tenantId: string): Promise<void> {
  const { rowCount } = await poolOf('muster_operator').query('select id from tenant where id = $1', [tenantId]);
  if (rowCount === 0) throw notFound('company');
}

interface OpenRow extends OpenAccess {
  impersonationId: string | null;
}

/** The stay that an operator's session has open, if any. */
export async function openAccessOf({ sessionId }: SignedInOperator): Promise<OpenRow | null> {
  const { rows } = await poolOf('muster_operator').query<Omit<OpenRow, 'endsAt'> & { endsAt: Date }>(
    `select a.id, a.tenant_id as "tenantId", t.name as "tenantName", a.reason, a.expires_at as "endsAt",
       i.id as "impersonationId", i.user_name as "actingAs"
     from operator_access a join tenant t on t.id = a.tenant_id
     left join operator_impersonation i on i.tenant_id = a.tenant_id and i.access_id = a.id and i.ended_at is null
       and i.expires_at > now()
     where a.session_id = $1 and a.ended_at is null and a.expires_at > now()`,
    [sessionId],
  );
  return rows[0] ? { ...rows[0], endsAt: rows[0].endsAt.toISOString() } : null;
}

/** Ends what an operator's session has open, run out or not; nothing when there is nothing. */
export async function leaveTenant(
  operator: SignedInOperator,
  end: OperatorAccessEnd,
  requestId: string | null,
): Promise<void> {
  const { rows } = await poolOf('muster_operator').query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from operator_access where session_id = $1 and ended_at is null',
    [operator.sessionId],
  );
  for (const { tenantId, id } of rows) {
    await endAccess({ tenantId, userId: null, name: operator.name, requestId, operator }, id, end);
  }
}

/** A new token for an open stay, for a browser that goes on as the operator. The one before counts no more. */
export async function renewAccessToken({ sessionId }: SignedInOperator): Promise<string> {
  const token = newAccessToken();
  const { rowCount } = await poolOf('muster_operator').query(
    `update operator_access set token_hash = $2
     where session_id = $1 and ended_at is null and expires_at > now()`,
    [sessionId, hashToken(token)],
  );
  if (rowCount === 0) throw notFound('stay in a company');
  return token;
}
