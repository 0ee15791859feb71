import type { ProjectedDocument, Projection } from '../../collaboration/index.ts';
import type { CardValues } from './card-values.ts';
import type { ColumnValues } from './column-values.ts';
import type { ChangedRow } from './follow-table.ts';

/** Ids that one event carries at most. */
const idsPerEvent = 500;

type Publish = Projection['publish'];

/** Tells others that columns changed. */
export function publishColumns(
  publish: Publish,
  document: ProjectedDocument,
  changed: readonly ChangedRow<ColumnValues>[],
): void {
  const ids = changed.map(({ after }) => after.id);
  publishChanges(publish, document, { root: 'columns', entity: 'work.column', ids });
}

/** Tells others that cards changed, and each person of the cards that they were given. */
export function publishCards(
  publish: Publish,
  document: ProjectedDocument,
  changed: readonly ChangedRow<CardValues>[],
): void {
  const ids = changed.map(({ after }) => after.id);
  publishChanges(publish, document, { root: 'cards', entity: 'work.card', ids });
  for (const row of changed) publishAssignments(publish, document, row);
}

function publishAssignments(
  publish: Publish,
  document: ProjectedDocument,
  { before, after }: ChangedRow<CardValues>,
): void {
  const part = `cards.${after.id}`;
  if (!document.isNews(part) || after.deleted_at) return;
  const known = new Set(before?.assignee_ids);
  for (const userId of after.assignee_ids.filter((id) => !known.has(id))) {
    publish(document.actorOf(part), {
      type: 'work.card.assigned',
      entity: 'work.card',
      ids: [after.id],
      details: { userId, boardId: document.entityId },
    });
  }
}

interface Changes {
  root: string;
  entity: string;
  ids: readonly string[];
}

function publishChanges(publish: Publish, document: ProjectedDocument, { root, entity, ids }: Changes): void {
  const byActor = new Map<string | null, string[]>();
  for (const id of ids) {
    const actorId = document.actorOf(`${root}.${id}`);
    const theirs = byActor.get(actorId) ?? [];
    theirs.push(id);
    byActor.set(actorId, theirs);
  }
  const details = { boardId: document.entityId };
  for (const [actorId, theirs] of byActor) {
    for (let start = 0; start < theirs.length; start += idsPerEvent) {
      const part = theirs.slice(start, start + idsPerEvent);
      publish(actorId, { type: `${entity}.changed`, entity, ids: part, details });
    }
  }
}
