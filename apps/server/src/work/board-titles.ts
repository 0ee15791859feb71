import type { DocumentTitlesWanted } from '../collaboration/index.ts';
import type { Actor } from '../core/actor.ts';
import { readTenant } from '../core/database/index.ts';
import { visibleBoards } from './board-visibility.ts';
import { escapeLike } from './search.ts';

/** As many boards as a search may find: whoever has more in mind types another letter. */
const mostFound = 1_000;

/** Names of boards that the actor may see. */
export async function boardTitles(actor: Actor, wanted: DocumentTitlesWanted): Promise<ReadonlyMap<string, string>> {
  const filter =
    'search' in wanted
      ? { name: { contains: escapeLike(wanted.search), mode: 'insensitive' as const } }
      : { id: { in: [...wanted.entityIds] } };
  const boards = await readTenant(actor).board.findMany({
    where: { ...visibleBoards(actor), ...filter },
    select: { id: true, name: true },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: mostFound,
  });
  return new Map(boards.map(({ id, name }) => [id, name]));
}
