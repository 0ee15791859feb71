import type { BoardAccess } from '@muster/contract/work/boards';
import { NIL } from 'uuid';
import type { Actor } from '../core/actor.ts';
import { readTenant, type TenantTransaction } from '../core/database/index.ts';
import { forbidden, notFound } from '../core/errors.ts';
import { type BoardAction, can } from './policy.ts';

/** A board with what the actor was invited to do on it. */
export async function findBoard(transaction: TenantTransaction, actor: Actor, id: string) {
  const { tenantId, userId } = actor;
  const row = await transaction.board.findUnique({
    where: { tenantId_id: { tenantId, id } },
    include: { members: { where: { userId: userId ?? NIL }, select: { access: true } } },
  });
  if (!row) return null;
  const { members, ...board } = row;
  const membership: BoardAccess | null = members[0]?.access ?? null;
  return { board, membership };
}

const verbs: Record<BoardAction, string> = {
  read: 'see this board',
  edit: 'change the cards of this board',
  rename: 'rename this board',
  share: 'share this board',
  delete: 'delete this board',
  restore: 'restore this board',
};

/**
 * The board, if the actor may do this with it. Throws `not_found` when they may not even know of it, `forbidden` when
 * they may see it but not do this.
 */
export async function boardFor(actor: Actor, action: BoardAction, id: string, transaction = readTenant(actor)) {
  const found = await findBoard(transaction, actor, id);
  if (!found) throw notFound('board');
  const { board, membership } = found;
  if (can(actor, action, board, membership)) return found;
  if (can(actor, 'read', board, membership)) throw forbidden(verbs[action]);
  throw notFound('board');
}
