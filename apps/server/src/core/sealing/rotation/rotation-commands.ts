import type { KeyRotation, KeyRotationStatus } from '@muster/contract/identity/key-rotation';
import { mostNamedFailures } from '@muster/contract/identity/key-rotation';
import { type Actor, systemActor } from '../../actor.ts';
import { recordAudit } from '../../audit.ts';
import { readTenant, type TenantTransaction, withTenant } from '../../database/index.ts';
import { notFound } from '../../errors.ts';
import { newId } from '../../identifiers.ts';
import { publish } from '../../outbox.ts';
import { keyRing } from '../key-ring.ts';
import { keyUses } from './key-uses.ts';
import type { RunningRotation } from './sealed-rows.ts';

const entity = 'identity.key_rotation';

/**
 * Begins to seal a company's values under the newest key; the worker does it. While one runs towards that key, this
 * answers with it; one towards an older key is cancelled, since it would never end.
 */
export async function startRotation(actor: Actor): Promise<KeyRotation> {
  const { tenantId } = actor;
  const uses = await keyUses(tenantId);
  const total = uses.reduce((sum, { current, values }) => (current ? sum : sum + values), 0);
  return withTenant({ tenantId }, async (transaction) => {
    await transaction.$executeRaw`select pg_advisory_xact_lock(hashtextextended('key rotation ' || ${tenantId}, 0))`;
    const running = await transaction.keyRotation.findFirst({ where: { tenantId, state: 'running' } });
    if (running?.keyId === keyRing().current.id) return toRotation(running);
    if (running) await end(transaction, actor, running, 'cancelled');
    const row = await transaction.keyRotation.create({
      data: {
        ...{ tenantId, id: newId(), keyId: keyRing().current.id, total },
        ...{ startedById: actor.userId, startedByName: actor.userId && actor.name },
      },
    });
    const after = { keyId: row.keyId, total };
    await recordAudit(transaction, actor, { action: `${entity}.started`, entity, entityId: row.id, after });
    await publish(transaction, actor, { type: `${entity}.started`, entity, ids: [row.id] });
    return toRotation(row);
  });
}

/** Ends a rotation before it is done. What it has sealed anew stays so, the rest stays under the older keys. */
export function cancelRotation(actor: Actor, id: string): Promise<KeyRotation> {
  const { tenantId } = actor;
  return withTenant({ tenantId }, async (transaction) => {
    const row = await transaction.keyRotation.findFirst({ where: { tenantId, id } });
    if (!row) throw notFound('key rotation');
    await end(transaction, actor, row, 'cancelled');
    return toRotation(await transaction.keyRotation.findFirstOrThrow({ where: { tenantId, id } }));
  });
}

/** Ends a rotation of which nothing is left. */
export async function finishRotation({ tenantId, id }: RunningRotation): Promise<void> {
  await withTenant({ tenantId }, async (transaction) => {
    await end(transaction, systemActor(tenantId), { id }, 'done');
  });
}

/** Changes nothing when it has ended already. */
async function end(
  transaction: TenantTransaction,
  actor: Actor,
  { id }: { id: string },
  state: 'done' | 'cancelled',
): Promise<void> {
  const { tenantId } = actor;
  const cancelledByName = state === 'cancelled' ? actor.name : null;
  const { count } = await transaction.keyRotation.updateMany({
    where: { tenantId, id, state: 'running' },
    data: { state, finishedAt: new Date(), cancelledByName },
  });
  if (count === 0) return;
  const { done, failed, total } = await transaction.keyRotation.findFirstOrThrow({ where: { tenantId, id } });
  const verb = state === 'done' ? 'finished' : 'cancelled';
  const after = { state, done, failed, total };
  await recordAudit(transaction, actor, { action: `${entity}.${verb}`, entity, entityId: id, after });
  await publish(transaction, actor, { type: `${entity}.${verb}`, entity, ids: [id] });
}

/** A company's keys with what each still seals, and its newest rotation. */
export async function rotationStatus(tenantId: string): Promise<KeyRotationStatus> {
  const keys = await keyUses(tenantId);
  const database = readTenant({ tenantId });
  const row = await database.keyRotation.findFirst({ where: { tenantId }, orderBy: { id: 'desc' } });
  const failures = row
    ? await database.keyRotationFailure.findMany({
        where: { tenantId, rotationId: row.id },
        orderBy: [{ columnName: 'asc' }, { rowId: 'asc' }],
        take: mostNamedFailures,
      })
    : [];
  return {
    keys,
    rotation: row && toRotation(row),
    failures: failures.map(({ columnName: column, rowId, reason }) => ({ column, rowId, reason })),
  };
}

interface RotationRow {
  id: string;
  keyId: string;
  state: KeyRotation['state'];
  total: number;
  done: number;
  failed: number;
  startedAt: Date;
  startedByName: string | null;
  finishedAt: Date | null;
  cancelledByName: string | null;
}

function toRotation({ id, keyId, state, total, done, failed, ...row }: RotationRow): KeyRotation {
  return {
    ...{ id, keyId, state, total, done, failed },
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedByName,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    cancelledBy: row.cancelledByName,
  };
}
