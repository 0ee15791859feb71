import type { TenantTransaction } from './database/index.ts';
import { MusterError } from './errors.ts';

/** The error for a command that was made for an older version: it tells who changed what since, from the audit log. */
export async function versionConflict(
  transaction: TenantTransaction,
  entity: string,
  entityId: string,
  versions: { known: number; current: number },
): Promise<MusterError> {
  const entries = await transaction.auditEntry.findMany({
    where: { entity, entityId, version: { gt: versions.known } },
    orderBy: { id: 'asc' },
    take: 20,
  });
  const changes = entries.map((entry) => ({
    actorName: entry.actorName,
    at: entry.at.toISOString(),
    action: entry.action,
    fields: Object.keys((entry.after as Record<string, unknown> | null) ?? {}),
  }));
  const who = changes.at(-1)?.actorName ?? 'Somebody';
  return new MusterError(
    'version_conflict',
    `${who} changed this ${entity.split('.').at(-1)?.replaceAll('_', ' ')} while you were editing it.`,
    {
      action: 'Look at the newer version, then make your change again.',
      conflict: { currentVersion: versions.current, changes },
    },
  );
}
