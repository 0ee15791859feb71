import { boardRoots } from '@muster/contract/work/board.doc';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import type { BoardProblem } from '@muster/contract/work/board-contents';
import { readLabels } from '@muster/contract/work/board-labels';
import * as Y from 'yjs';
import type { ProjectedDocument, Projection } from '../../collaboration/index.ts';
import { publishCards, publishColumns } from './board-events.ts';
import { type BoardNames, type CardValues, cardValues } from './card-values.ts';
import { type ColumnValues, columnValues } from './column-values.ts';
import { type ChangedRow, type FollowedMap, followTable } from './follow-table.ts';
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

/** A board whose document moved on, and what in it could not be read. */
interface MovedBoard {
  document: ProjectedDocument;
  problems: BoardProblem[];
}

/** Makes the rows of boards' columns and cards equal to their documents, and tells what changed. */
export async function projectBoards(projection: Projection): Promise<void> {
  const boards = projection.documents.map((document): MovedBoard => ({ document, problems: [] }));
  const columns = await followTable(projection, columnTable, boards.map(followedColumns));
  const cards = await followTable(projection, cardTable, boards.map(followedCards));
  await tellOthers(projection, columns, cards);
  for (const { document, problems } of boards) {
    for (const problem of problems) document.report({ ...problem, payload: contentAt(document.doc, problem.path) });
  }
}

function followedColumns({ document, problems }: MovedBoard): FollowedMap<ColumnValues> {
  const { doc, entityId } = document;
  const map = { boardId: entityId, root: 'columns', entries: boardRoots(doc).columns, problems };
  const read = (id: string) => columnValues(doc, id, problems);
  return { ...map, ids: changedIds(document, 'columns'), read, reading: document.reading };
}

function followedCards({ document, problems }: MovedBoard): FollowedMap<CardValues> {
  const { doc, entityId } = document;
  const ids = cardIds(document);
  const names = ids.length > 0 ? document.reading(() => namesOf(doc, problems)) : noNames;
  const read = (id: string) => cardValues(doc, id, names, problems);
  const map = { boardId: entityId, root: 'cards', entries: boardRoots(doc).cards, problems };
  return { ...map, ids, read, reading: document.reading };
}

const noNames: BoardNames = { firstColumnId: null, labels: new Map() };

function namesOf(doc: Y.Doc, problems: BoardProblem[]): BoardNames {
  const firstColumn = liveColumns(readColumns(doc)).find((column) => isRowId(column.id));
  const labels = readLabels(doc, problems).filter((label) => label.deletedAt === null);
  return { firstColumnId: firstColumn?.id ?? null, labels: new Map(labels.map((label) => [label.id, label.name])) };
}

function changedIds({ changes }: ProjectedDocument, root: string): string[] | 'all' {
  if (changes === 'all') return 'all';
  return [...changes].filter((part) => part.startsWith(`${root}.`)).map((part) => part.slice(root.length + 1));
}

/** A card's row names its labels: when one of them changes, every card is looked at. */
function cardIds(document: ProjectedDocument): string[] | 'all' {
  return changedIds(document, 'labels').length > 0 ? 'all' : changedIds(document, 'cards');
}

async function tellOthers(
  { documents, tenantId, client, publish }: Projection,
  columns: ReadonlyMap<string, ChangedRow<ColumnValues>[]>,
  cards: ReadonlyMap<string, ChangedRow<CardValues>[]>,
): Promise<void> {
  const changed = documents.filter(({ entityId }) => columns.has(entityId) || cards.has(entityId));
  if (changed.length === 0) return;
  for (const document of changed) {
    publishColumns(publish, document, columns.get(document.entityId) ?? []);
    publishCards(publish, document, cards.get(document.entityId) ?? []);
  }
  // Not on every keystroke: the row is what lists sort by.
  await client.query(
    `update board set updated_at = now()
     where tenant_id = $1 and id = any($2::uuid[]) and updated_at < now() - interval '1 second'`,
    [tenantId, changed.map(({ entityId }) => entityId)],
  );
}

/** What stands at a problem's place, for whoever looks into it. */
function contentAt(doc: Y.Doc, path: string): unknown {
  const [root = '', id = ''] = path.split('.');
  const entry = doc.getMap(root).get(id);
  return entry instanceof Y.AbstractType ? plainOf(entry) : entry;
}

/** Null for what Yjs cannot show, such as a fragment of XML with something else in it: it must not stop the rest. */
function plainOf(type: Y.AbstractType<unknown>): unknown {
  try {
    return type.toJSON();
  } catch {
    return null;
  }
}
