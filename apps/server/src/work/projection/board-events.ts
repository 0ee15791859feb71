import type { Projection } from '../../collaboration/index.ts';
import type { CardValues } from './card-values.ts';
import type { ColumnValues } from './column-values.ts';
import type { ChangedRow } from './follow-table.ts';

/** Ids that one event carries at most. */
const idsPerEvent = 500;

/** Tells others that columns changed. */
export function publishColumns(projection: Projection, changed: ChangedRow<ColumnValues>[]): Promise<void> {
  return publishChanges(
    projection,
    { root: 'columns', entity: 'work.column' },
    changed.map(({ after }) => after.id),
  );
}

/** Tells others that cards changed, and each person of the cards that they were given. */
export async function publishCards(projection: Projection, changed: ChangedRow<CardValues>[]): Promise<void> {
  await publishChanges(
    projection,
    { root: 'cards', entity: 'work.card' },
    changed.map(({ after }) => after.id),
  );
  for (const row of changed) await publishAssignments(projection, row);
}

async function publishAssignments(projection: Projection, { before, after }: ChangedRow<CardValues>): Promise<void> {
  const part = `cards.${after.id}`;
  if (!projection.isNews(part) || after.deleted_at) return;
  const known = new Set(before?.assignee_ids);
  for (const userId of after.assignee_ids.filter((id) => !known.has(id))) {
    await projection.publish(projection.actorOf(part), {
      type: 'work.card.assigned',
      entity: 'work.card',
      ids: [after.id],
      details: { userId, boardId: projection.entityId },
    });
  }
}

async function publishChanges(
  projection: Projection,
  { root, entity }: { root: string; entity: string },
  ids: readonly string[],
): Promise<void> {
  const byActor = new Map<string | null, string[]>();
  for (const id of ids) {
    const actorId = projection.actorOf(`${root}.${id}`);
    byActor.set(actorId, [...(byActor.get(actorId) ?? []), id]);
  }
  const details = { boardId: projection.entityId };
  for (const [actorId, theirs] of byActor) {
    for (let start = 0; start < theirs.length; start += idsPerEvent) {
      const part = theirs.slice(start, start + idsPerEvent);
      await projection.publish(actorId, { type: `${entity}.changed`, entity, ids: part, details });
    }
  }
}
