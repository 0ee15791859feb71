import type { WorkSearchResult, workSearchSchema } from '@muster/contract/work/cards';
import type { z } from 'zod';
import type { UserActor } from '../core/actor.ts';
import { readTenant } from '../core/database/index.ts';
import { visibleBoards } from './board-visibility.ts';

/** Boards by name, and cards by title or description, among those that the actor may see; the latest changed first. */
export async function searchWork(
  actor: UserActor,
  { query, limit }: z.output<typeof workSearchSchema>,
): Promise<WorkSearchResult> {
  const { tenantId } = actor;
  const contains = { contains: escapeLike(query), mode: 'insensitive' } as const;
  const [boards, cards] = await Promise.all([
    readTenant(actor).board.findMany({
      where: { ...visibleBoards(actor), name: contains },
      select: { id: true, name: true },
      orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
      take: limit,
    }),
    readTenant(actor).card.findMany({
      where: {
        tenantId,
        deletedAt: null,
        OR: [{ title: contains }, { description: contains }],
        board: visibleBoards(actor),
      },
      select: { id: true, title: true, boardId: true, board: { select: { name: true } } },
      orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
      take: limit,
    }),
  ]);
  return { boards, cards: cards.map(({ board, ...card }) => ({ ...card, boardName: board.name })) };
}

/** `%`, `_` and `\` are letters like any other in what a person looks for. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
