import type { Actor, OperatorBehind } from './actor.ts';
import type { TenantTransaction } from './database/index.ts';
import { newId } from './identifiers.ts';

type Fields = Record<string, unknown>;

export interface AuditedChange {
  /** `<context>.<entity>.<verb>`, for example `work.board.renamed`. */
  action: string;
  entity: string;
  entityId: string;
  /** The entity's version after the change, where it has one. */
  version?: number;
  before?: Fields | null;
  after?: Fields | null;
}

/** Records a change in the transaction that makes it. Of `before` and `after` only the fields that differ are kept. */
export async function recordAudit(
  transaction: TenantTransaction,
  actor: Pick<Actor, 'tenantId' | 'userId' | 'name' | 'requestId'> & { operator?: Pick<OperatorBehind, 'id' | 'name'> },
  change: AuditedChange,
): Promise<void> {
  const { before, after } = differingFields(change.before ?? null, change.after ?? null);
  await transaction.auditEntry.create({
    data: {
      tenantId: actor.tenantId,
      id: newId(),
      actorId: actor.userId,
      actorName: actor.name,
      action: change.action,
      entity: change.entity,
      entityId: change.entityId,
      version: change.version ?? null,
      ...(before && { before: toJson(before) }),
      ...(after && { after: toJson(after) }),
      requestId: actor.requestId,
      operatorId: actor.operator?.id ?? null,
      operatorName: actor.operator?.name ?? null,
    },
  });
}

/** Drops from both sides what is equal, so that an entry shows the change and nothing else. */
export function differingFields(before: Fields | null, after: Fields | null) {
  if (!before || !after) return { before, after };
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return { before: pick(before, changed), after: pick(after, changed) };
}

function pick(fields: Fields, names: string[]): Fields {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

function toJson(fields: Fields) {
  return JSON.parse(JSON.stringify(fields));
}
