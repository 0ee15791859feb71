import type { boardSharingSchema, deletedBoardSchema, renamedBoardSchema } from '@muster/contract/work/boards';
import type { z } from 'zod';
import type { UserActor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import { type Prisma, type TenantTransaction, withTenant } from '../core/database/index.ts';
import { publish } from '../core/outbox.ts';
import { versionConflict } from '../core/version-conflict.ts';
import type { ChangedValues } from '../identity/index.ts';
import { boardFields } from './board-fields.ts';
import { boardFor } from './find-board.ts';
import type { BoardAction } from './policy.ts';

/** The version of a board after a change. */
export interface ChangedBoard {
  version: number;
}

/** Renames a board, or changes its custom fields, or both. */
export function renameBoard(actor: UserActor, input: z.output<typeof renamedBoardSchema>) {
  const { id, name, version, customFields } = input;
  return changeBoard(actor, { id, version, action: 'rename', event: 'renamed', data: { name }, customFields });
}

export function setSharing(actor: UserActor, { id, tenantAccess, version }: z.output<typeof boardSharingSchema>) {
  return changeBoard(actor, { id, version, action: 'share', event: 'shared', data: { tenantAccess } });
}

/** Deletes a board for everyone; its owner can restore it. */
export function deleteBoard(actor: UserActor, { id, version }: z.output<typeof deletedBoardSchema>) {
  return changeBoard(actor, { id, version, action: 'delete', event: 'deleted', data: { deletedAt: new Date() } });
}

export function restoreBoard(actor: UserActor, id: string) {
  return changeBoard(actor, { id, action: 'restore', event: 'restored', data: { deletedAt: null } });
}

interface BoardChange {
  id: string;
  /** The version that the caller has seen; without one the change applies to whichever there is. */
  version?: number;
  action: BoardAction;
  event: string;
  data: Pick<Prisma.BoardUncheckedUpdateInput, 'name' | 'tenantAccess' | 'deletedAt'>;
  customFields?: Readonly<Record<string, unknown>> | undefined;
}

function changeBoard(actor: UserActor, change: BoardChange): Promise<ChangedBoard> {
  return withTenant(actor, async (transaction) => {
    const { board } = await boardFor(actor, change.action, change.id, transaction);
    const known = change.version ?? board.version;
    const fields = { id: change.id, stored: board.customFields, changes: change.customFields };
    const changed = await boardFields.change(transaction, actor, fields);
    const { count } = await transaction.board.updateMany({
      where: { tenantId: actor.tenantId, id: change.id, version: known },
      data: { ...change.data, ...changed.data, version: { increment: 1 }, updatedById: actor.userId },
    });
    if (count === 0) {
      const versions = { known, current: await currentVersion(transaction, actor, change.id) };
      throw await versionConflict(transaction, 'work.board', change.id, versions);
    }
    await record(transaction, actor, change, { board, changed });
    return { version: known + 1 };
  });
}

async function currentVersion(transaction: TenantTransaction, actor: UserActor, id: string): Promise<number> {
  const row = await transaction.board.findUnique({ where: { tenantId_id: { tenantId: actor.tenantId, id } } });
  return row?.version ?? 0;
}

type BoardRow = { name: string; tenantAccess: string; deletedAt: Date | null; version: number };

async function record(
  transaction: TenantTransaction,
  actor: UserActor,
  { id, event, data }: BoardChange,
  { board, changed }: { board: BoardRow; changed: ChangedValues },
): Promise<void> {
  const { name, tenantAccess, deletedAt } = board;
  await recordAudit(transaction, actor, {
    action: `work.board.${event}`,
    entity: 'work.board',
    entityId: id,
    version: board.version + 1,
    before: { ...changed.before, name, tenantAccess, deletedAt },
    after: { ...changed.after, name, tenantAccess, deletedAt, ...data },
  });
  await publish(transaction, actor, { type: `work.board.${event}`, entity: 'work.board', ids: [id] });
}
