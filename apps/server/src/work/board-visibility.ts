import type { Actor } from '../core/actor.ts';
import type { Prisma } from '../core/database/index.ts';
import { editsTeamBoards } from './policy.ts';

/** The boards that `effectiveAccess` gives the actor anything on, as a filter; a test holds the two together. */
export function visibleBoards(actor: Actor): Prisma.BoardWhereInput {
  const { tenantId, userId } = actor;
  const grants: Prisma.BoardWhereInput[] = [{ tenantAccess: { not: 'none' } }];
  if (userId) grants.push({ ownerId: userId }, { members: { some: { userId } } });
  if (editsTeamBoards(actor)) grants.push({ kind: 'team' });
  return { tenantId, deletedAt: null, OR: grants };
}

/** The deleted boards that the actor may bring back. */
export function restorableBoards(actor: Actor): Prisma.BoardWhereInput {
  const { tenantId, userId } = actor;
  if (!userId) return { tenantId, deletedAt: { not: null } };
  const grants = [{ ownerId: userId }, { members: { some: { userId, access: 'owner' as const } } }];
  return { tenantId, deletedAt: { not: null }, OR: grants };
}
