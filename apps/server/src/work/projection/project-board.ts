import { boardRoots } from '@muster/contract/work/board.doc';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import type { BoardProblem } from '@muster/contract/work/board-contents';
import { readLabels } from '@muster/contract/work/board-labels';
import * as Y from 'yjs';
import type { Projection } from '../../collaboration/index.ts';
import { publishCards, publishColumns } from './board-events.ts';
import { type BoardNames, type CardValues, cardValues } from './card-values.ts';
import { type ColumnValues, columnValues } from './column-values.ts';
import { type ChangedRow, followTable } from './follow-table.ts';
import { columnTypes, type ProjectedTable } from './projected-table.ts';
import { isRowId } from './row-id.ts';

const cardTable: ProjectedTable<CardValues> = {
  name: 'card',
  columns: {
    id: columnTypes.id,
    column_id: columnTypes.id,
    position: columnTypes.text,
    title: columnTypes.text,
    description: columnTypes.text,
    labels: columnTypes.texts,
    assignee_ids: columnTypes.ids,
    due_at: columnTypes.date,
    checklist_done: columnTypes.count,
    checklist_total: columnTypes.count,
    comment_count: columnTypes.count,
    created_at: columnTypes.instant,
    created_by_id: columnTypes.id,
    archived_at: columnTypes.instant,
    deleted_at: columnTypes.instant,
  },
};

const columnTable: ProjectedTable<ColumnValues> = {
  name: 'board_column',
  columns: {
    id: columnTypes.id,
    name: columnTypes.text,
    position: columnTypes.text,
    wip_limit: columnTypes.count,
    deleted_at: columnTypes.instant,
  },
};

/** Makes the rows of a board's columns and cards equal to its document, and tells what changed. */
export async function projectBoard(projection: Projection): Promise<void> {
  const { doc } = projection;
  const problems: BoardProblem[] = [];
  const roots = boardRoots(doc);
  const names = namesOf(doc, problems);
  const columns = await followTable<ColumnValues>(
    projection,
    columnTable,
    {
      root: 'columns',
      ids: changedIds(projection, 'columns'),
      entries: roots.columns,
      read: (id) => columnValues(doc, id, problems),
    },
    problems,
  );
  const cards = await followTable<CardValues>(
    projection,
    cardTable,
    {
      root: 'cards',
      ids: cardIds(projection),
      entries: roots.cards,
      read: (id) => cardValues(doc, id, names, problems),
    },
    problems,
  );
  await tellOthers(projection, columns, cards);
  for (const problem of problems) projection.report({ ...problem, payload: contentAt(doc, problem.path) });
}

function namesOf(doc: Y.Doc, problems: BoardProblem[]): BoardNames {
  const firstColumn = liveColumns(readColumns(doc)).find((column) => isRowId(column.id));
  const labels = readLabels(doc, problems).filter((label) => label.deletedAt === null);
  return { firstColumnId: firstColumn?.id ?? null, labels: new Map(labels.map((label) => [label.id, label.name])) };
}

function changedIds({ changes }: Projection, root: string): string[] | 'all' {
  if (changes === 'all') return 'all';
  return [...changes].filter((part) => part.startsWith(`${root}.`)).map((part) => part.slice(root.length + 1));
}

/** A card's row names its labels: when one of them changes, every card is looked at. */
function cardIds(projection: Projection): string[] | 'all' {
  return changedIds(projection, 'labels').length > 0 ? 'all' : changedIds(projection, 'cards');
}

async function tellOthers(
  projection: Projection,
  columns: ChangedRow<ColumnValues>[],
  cards: ChangedRow<CardValues>[],
): Promise<void> {
  if (columns.length + cards.length === 0) return;
  const { client, tenantId, entityId } = projection;
  // Not on every keystroke: the row is what lists sort by.
  await client.query(
    `update board set updated_at = now()
     where tenant_id = $1 and id = $2 and updated_at < now() - interval '1 second'`,
    [tenantId, entityId],
  );
  await publishColumns(projection, columns);
  await publishCards(projection, cards);
}

/** What stands at a problem's place, for whoever looks into it. */
function contentAt(doc: Y.Doc, path: string): unknown {
  const [root = '', id = ''] = path.split('.');
  const entry = doc.getMap(root).get(id);
  return entry instanceof Y.AbstractType ? entry.toJSON() : entry;
}
