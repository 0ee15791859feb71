import { boardDocumentName } from '@muster/contract/work/boards';
import { documents } from '../../collaboration/index.ts';
import type { Actor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { publish } from '../../core/outbox.ts';
import { boardFields } from '../board-fields.ts';

/** Removes boards for good that were deleted before an instant, with all that is in them; `limit` at most. */
export async function purgeBoards(actor: Actor, before: Date, limit: number): Promise<number> {
  const boards = await readTenant(actor).board.findMany({
    where: { tenantId: actor.tenantId, deletedAt: { lt: before } },
    orderBy: { deletedAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  let purged = 0;
  for (const { id } of boards) if (await tryToPurge(actor, id, before)) purged += 1;
  return purged;
}

/** One board that cannot be removed must not keep the others from it; it is tried again with the next run. */
async function tryToPurge(actor: Actor, id: string, before: Date): Promise<boolean> {
  try {
    return await withTenant(actor, (transaction) => purgeBoard(transaction, actor, id, before));
  } catch (error) {
    log.error({ error, board: id }, 'a deleted board could not be removed for good; trying again');
    return false;
  }
}

/** False when somebody has restored it meanwhile, or another server was quicker. */
async function purgeBoard(transaction: TenantTransaction, actor: Actor, id: string, before: Date): Promise<boolean> {
  const { tenantId } = actor;
  // Members, columns and cards go with their board.
  const { count } = await transaction.board.deleteMany({ where: { tenantId, id, deletedAt: { lt: before } } });
  if (count === 0) return false;
  await documents.remove(transaction, actor, boardDocumentName(id));
  await boardFields.forget(transaction, actor, id);
  await recordAudit(transaction, actor, { action: 'work.board.purged', entity: 'work.board', entityId: id });
  await publish(transaction, actor, { type: 'work.board.purged', entity: 'work.board', ids: [id] });
  return true;
}
