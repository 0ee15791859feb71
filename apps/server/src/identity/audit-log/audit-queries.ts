import type { PageInput } from '@muster/contract/core/pagination';
import type { AuditFilter } from '@muster/contract/identity/audit';
import type { UserActor } from '../../core/actor.ts';
import { type Prisma, readTenant } from '../../core/database/index.ts';
import { toPage } from '../../core/page.ts';
import { auditWhere, readableBranches, readsWholeLog } from './audit-where.ts';

type AuditRow = Prisma.AuditEntryGetPayload<object>;

/** The audit log, newest first. */
export async function listAuditEntries(actor: UserActor, { cursor, limit, ...filter }: PageInput & AuditFilter) {
  const rows = await readTenant(actor).auditEntry.findMany({
    where: { ...auditWhere(actor, filter), ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(rows, limit, (row) => row.id, toEntry);
}

/** An entry as it is shown and exported. */
export function toEntry({ tenantId: _tenant, at, before, after, ...row }: AuditRow) {
  return {
    ...row,
    at: at.toISOString(),
    before: before as Record<string, unknown> | null,
    after: after as Record<string, unknown> | null,
  };
}

/** Every action of the entries that the actor may read, for filters. */
export async function listAuditActions(actor: UserActor): Promise<string[]> {
  if (readsWholeLog(actor)) return allActions(actor);
  const rows = await readTenant(actor).$queryRaw<{ action: string }[]>`
    select distinct action from audit_entry
    where tenant_id = ${actor.tenantId}::uuid
    and (actor_id = ${actor.userId}::uuid or location_id = any(${readableBranches(actor)}::uuid[]))
    order by action`;
  return rows.map(({ action }) => action);
}

/** Those of the whole company: the index is stepped through, not read. */
async function allActions(actor: UserActor): Promise<string[]> {
  const rows = await readTenant(actor).$queryRaw<{ action: string }[]>`
    with recursive step as (
      (select action from audit_entry where tenant_id = ${actor.tenantId}::uuid order by action limit 1)
      union all
      select (select entry.action from audit_entry entry
        where entry.tenant_id = ${actor.tenantId}::uuid and entry.action > step.action order by entry.action limit 1)
      from step where step.action is not null)
    select action from step where action is not null`;
  return rows.map(({ action }) => action);
}
