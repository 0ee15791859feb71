import type { Opened } from '../../core/actor.ts';
import { poolOf } from '../../core/database/index.ts';
import { newId } from '../../core/identifiers.ts';

interface LogEntry extends Opened {
  tenantId: string;
  accessId: string;
  impersonationId: string | null;
}

/** Calls that open nothing of the company: who one is oneself. */
const opensNothing = new Set(['identity.me']);

/** Writes down what an operator is about to open. The database takes the line only while the stay is open. */
export async function recordOpened(entry: LogEntry): Promise<void> {
  const { tenantId, accessId, impersonationId, kind, target, entityIds } = entry;
  if (opensNothing.has(target)) return;
  await poolOf('muster_operator').query(
    `insert into operator_access_log (tenant_id, id, access_id, impersonation_id, kind, target, entity_ids)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tenantId, newId(), accessId, impersonationId, kind, target, entityIds],
  );
}
