import type { AuditRetention } from '@muster/contract/identity/audit';
import type pg from 'pg';
import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { poolOf, readTenant, type TenantTransaction, withRole, withTenant } from '../../core/database/index.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import { versionConflict } from '../../core/version-conflict.ts';
import { defaultPolicy } from '../sign-in/security-policy.ts';

/** Most entries that one run deletes for a company; the next run goes on. */
const most = 10_000;

/** For how long the company keeps its audit entries. */
export async function auditRetention({ tenantId }: UserActor): Promise<AuditRetention> {
  const row = await readTenant({ tenantId }).securityPolicy.findUnique({ where: { tenantId } });
  return { days: row?.auditRetentionDays ?? null, version: row?.version ?? 0 };
}

/** Changes for how long they are kept; what is older goes within the hour. */
export function setAuditRetention(
  actor: UserActor,
  { days, version }: AuditRetention,
): Promise<Pick<AuditRetention, 'version'>> {
  const { tenantId } = actor;
  return withTenant(actor, async (transaction) => {
    const before = await transaction.securityPolicy.findUnique({ where: { tenantId } });
    if (!(await writeRetention(transaction, actor, { days, version }, before !== null))) {
      const current = before?.version ?? 0;
      throw await versionConflict(transaction, 'identity.security_policy', tenantId, { known: version, current });
    }
    await recordAudit(transaction, actor, {
      action: 'identity.security_policy.saved',
      entity: 'identity.security_policy',
      entityId: tenantId,
      version: version + 1,
      before: { auditRetentionDays: before?.auditRetentionDays ?? null },
      after: { auditRetentionDays: days },
    });
    await publish(transaction, actor, {
      type: 'identity.security_policy.saved',
      entity: 'identity.security_policy',
      ids: [tenantId],
    });
    return { version: version + 1 };
  });
}

async function writeRetention(
  transaction: TenantTransaction,
  { tenantId, userId }: UserActor,
  { days, version }: AuditRetention,
  exists: boolean,
): Promise<boolean> {
  const data = { auditRetentionDays: days, version: version + 1, updatedById: userId };
  const policies = transaction.securityPolicy;
  const { count } = exists
    ? await policies.updateMany({ where: { tenantId, version }, data })
    : await policies.createMany({ data: [{ tenantId, ...defaultPolicy, ...data }], skipDuplicates: true });
  return count === 1 && (exists || version === 0);
}

/** Deletes what companies no longer want to keep. Their chains then begin at a checkpoint. */
export async function pruneAudit(): Promise<void> {
  const { rows } = await poolOf('muster_retention').query<{ tenantId: string; days: number }>(
    `select tenant_id as "tenantId", audit_retention_days as days from security_policy
     where audit_retention_days is not null`,
  );
  for (const { tenantId, days } of rows) {
    await withRole('muster_retention', (client) => pruneTenant(client, tenantId, days));
  }
}

async function pruneTenant(client: pg.PoolClient, tenantId: string, days: number): Promise<void> {
  // Two workers at once would set the same checkpoint; the second finds nothing left to do.
  await client.query("select pg_advisory_xact_lock(hashtextextended('audit retention ' || $1, 0))", [tenantId]);
  const checkpoint = await setCheckpoint(client, tenantId, days);
  if (!checkpoint) return;
  const values = [tenantId, checkpoint.sequence];
  const { rowCount } = await client.query(
    `delete from audit_entry using audit_link link where audit_entry.tenant_id = $1 and link.tenant_id = $1
     and link.entry_id = audit_entry.id and link.sequence <= $2`,
    values,
  );
  await client.query('delete from audit_link where tenant_id = $1 and sequence <= $2', values);
  await recordPruning(client, tenantId, { ...checkpoint, entries: rowCount, olderThanDays: days });
}

interface Checkpoint {
  sequence: string;
  hash: string;
}

/**
 * The chain is cut in front of the first entry that is to be kept, even if older ones come after it; and its last link
 * always stays, for the next entry to hold on to.
 */
async function setCheckpoint(client: pg.PoolClient, tenantId: string, days: number): Promise<Checkpoint | undefined> {
  const { rows } = await client.query<Checkpoint>(
    `insert into audit_checkpoint (tenant_id, sequence, hash)
     select tenant_id, sequence, hash from audit_link where tenant_id = $1 and sequence = (
       select least(min(sequence) + $3, max(sequence),
         (select link.sequence from audit_link link
          left join audit_entry entry on entry.tenant_id = link.tenant_id and entry.id = link.entry_id
          where link.tenant_id = $1 and (entry.id is null or entry.at >= now() - make_interval(days => $2))
          order by link.sequence limit 1)) - 1
       from audit_link where tenant_id = $1)
     returning sequence, encode(hash, 'hex') as hash`,
    [tenantId, days, most],
  );
  return rows[0];
}

async function recordPruning(client: pg.PoolClient, tenantId: string, after: object): Promise<void> {
  await client.query(
    `insert into audit_entry (tenant_id, id, actor_name, action, entity, entity_id, after)
     values ($1, $2, 'Muster', 'identity.audit.pruned', 'identity.audit', $1, $3)`,
    [tenantId, newId(), JSON.stringify(after)],
  );
}
