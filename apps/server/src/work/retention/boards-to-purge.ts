import { type Actor, systemActor } from '../../core/actor.ts';
import { readTenant } from '../../core/database/index.ts';

/** Ids of boards with cards or columns that were deleted before an instant; `limit` at most. */
export async function boardsWithDeleted(
  { tenantId }: Pick<Actor, 'tenantId'>,
  before: Date,
  limit: number,
): Promise<string[]> {
  const query = {
    by: ['boardId' as const],
    where: { tenantId, deletedAt: { lt: before } },
    orderBy: { boardId: 'asc' as const },
    take: limit,
  };
  const reader = readTenant(systemActor(tenantId));
  const rows = [...(await reader.card.groupBy(query)), ...(await reader.boardColumn.groupBy(query))];
  return [...new Set(rows.map(({ boardId }) => boardId))].slice(0, limit);
}
