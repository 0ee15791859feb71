import type { Permission } from '@muster/contract/identity/permissions';
import type { Subject } from '@muster/contract/identity/rights/effective-rights';
import type { BoardAccess, BoardKind, TenantAccess } from '@muster/contract/work/boards';
import type { Actor } from '../core/actor.ts';
import { hasPermission } from '../core/actor.ts';

/** What the policy needs to know of a board. */
export interface BoardSubject {
  kind: BoardKind;
  tenantAccess: TenantAccess;
  ownerId: string;
  deletedAt: Date | null;
  /** The branch that the board belongs to; null or missing for none. */
  locationId?: string | null;
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
  const subject = subjectOf(actor, board, membership);
  const holds = (permission: Permission) => hasPermission(actor, permission, subject);
  if (access === null || !holds('work:board:read')) return false;
  const owns = access === 'owner' && holds('work:board:delete');
  if (board.deletedAt) return action === 'restore' && owns;
  switch (action) {
    case 'read':
      return true;
    case 'edit':
      return rank[access] >= rank.editor && holds('work:card:update');
    case 'rename':
      return rank[access] >= rank.editor && holds('work:board:update');
    case 'share':
      return access === 'owner' && holds('work:board:share');
    case 'delete':
      return owns;
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

/** The board as the rule of rights sees it: its owner's and its members' own, at its branch. */
function subjectOf(actor: Actor, board: BoardSubject, membership: BoardAccess | null): Subject {
  const { kind, tenantAccess, ownerId, locationId } = board;
  return {
    tenantId: actor.tenantId,
    ownerIds: [ownerId, ...(membership && actor.userId ? [actor.userId] : [])],
    locationIds: locationId ? [locationId] : [],
    fields: { kind, tenantAccess, ownerId },
  };
}

function rankOf(access: BoardAccess | null): number {
  return access ? rank[access] : 0;
}
