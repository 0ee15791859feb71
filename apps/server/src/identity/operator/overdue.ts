import { poolOf, withTenant } from '../../core/database/index.ts';
import { type Ender, endAccess, endImpersonations } from './end-access.ts';
import { isLive } from './operator-sessions.ts';

interface Overdue {
  tenantId: string;
  id: string;
  operatorId: string;
  operatorName: string;
}

/** Ends stays and impersonations whose time is over, and stays whose operator's own session is: cut as if by hand. */
export async function endOperatorAccessesOverdue(): Promise<void> {
  const pool = poolOf('muster_operator');
  const accesses = await pool.query<Overdue>(
    `select a.tenant_id as "tenantId", a.id, a.operator_id as "operatorId", a.operator_name as "operatorName"
     from operator_access a join operator_session s on s.id = a.session_id join operator o on o.id = a.operator_id
     where a.ended_at is null and not (a.expires_at > now() and ${isLive})`,
  );
  for (const overdue of accesses.rows) await endAccess(timeFor(overdue), overdue.id, 'expired');
  const impersonations = await pool.query<Overdue>(
    `select i.tenant_id as "tenantId", i.id, a.operator_id as "operatorId", a.operator_name as "operatorName"
     from operator_impersonation i join operator_access a on a.tenant_id = i.tenant_id and a.id = i.access_id
     where i.ended_at is null and i.expires_at <= now()`,
  );
  for (const overdue of impersonations.rows) {
    const { tenantId, id } = overdue;
    await withTenant({ tenantId }, (transaction) =>
      endImpersonations(transaction, timeFor(overdue), 'expired', { id }),
    );
  }
}

/** It was the operator's stay, and nobody but the clock ended it. */
function timeFor({ tenantId, operatorId, operatorName }: Overdue): Ender {
  return { tenantId, userId: null, name: 'Muster', requestId: null, operator: { id: operatorId, name: operatorName } };
}
