import type { BoardAccess, BoardKind, TenantAccess } from '@muster/contract/work/boards';
import type { Actor } from '../core/actor.ts';
import { hasPermission } from '../core/actor.ts';

/** What the policy needs to know of a board. */
export interface BoardSubject {
  kind: BoardKind;
  tenantAccess: TenantAccess;
  ownerId: string;
  deletedAt: Date | null;
}

/** What somebody can want to do with a board. Editing means its columns and cards. */
export type BoardAction = 'read' | 'edit' | 'rename' | 'share' | 'delete' | 'restore';

/** From this role level on, team boards may be edited uninvited. */
export const managerLevel = 70;

const rank: Record<BoardAccess, number> = { viewer: 1, editor: 2, owner: 3 };

/** The highest of what ownership, an invitation, the whole company's share and a manager's role give; null for nothing. */
export function effectiveAccess(
  actor: Actor,
  board: Pick<BoardSubject, 'kind' | 'tenantAccess' | 'ownerId'>,
  membership: BoardAccess | null,
): BoardAccess | null {
  const grants: (BoardAccess | null)[] = [
    board.ownerId === actor.userId ? 'owner' : null,
    membership,
    board.tenantAccess === 'none' ? null : board.tenantAccess,
    editsTeamBoards(actor) && board.kind === 'team' ? 'editor' : null,
  ];
  return grants.reduce((highest, grant) => (rankOf(grant) > rankOf(highest) ? grant : highest), null);
}

/**
 * Whether the actor may edit team boards that nobody invited them to: any of the company, so that a right that reaches
 * their own ones only, or boards of one kind, is not enough.
 */
export function editsTeamBoards(actor: Actor): boolean {
  const anyBoard = { tenantId: actor.tenantId, ownerIds: [], locationIds: [], fields: { kind: 'team' } };
  return actor.level >= managerLevel && hasPermission(actor, 'work:board:update', anyBoard);
}

/** Whether the actor may do this with the board. The same rule guards procedures and the live document. */
export function can(actor: Actor, action: BoardAction, board: BoardSubject, membership: BoardAccess | null): boolean {
  const access = effectiveAccess(actor, board, membership);
  if (access === null || !hasPermission(actor, 'work:board:read')) return false;
  if (board.deletedAt) return action === 'restore' && owns(actor, access);
  switch (action) {
    case 'read':
      return true;
    case 'edit':
      return rank[access] >= rank.editor && hasPermission(actor, 'work:card:update');
    case 'rename':
      return rank[access] >= rank.editor && hasPermission(actor, 'work:board:update');
    case 'share':
      return access === 'owner' && hasPermission(actor, 'work:board:share');
    case 'delete':
      return owns(actor, access);
    case 'restore':
      return false;
  }
}

/** The access that the web app is told: an invitation beyond what the person's role allows counts for no more. */
export function shownAccess(actor: Actor, board: BoardSubject, membership: BoardAccess | null): BoardAccess {
  const access = effectiveAccess(actor, board, membership) ?? 'viewer';
  if (board.deletedAt || can(actor, 'edit', board, membership)) return access;
  return 'viewer';
}

function owns(actor: Actor, access: BoardAccess): boolean {
  return access === 'owner' && hasPermission(actor, 'work:board:delete');
}

function rankOf(access: BoardAccess | null): number {
  return access ? rank[access] : 0;
}
