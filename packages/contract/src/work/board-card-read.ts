import type * as Y from 'yjs';
import { boardRoots, entryOf } from './board.doc.ts';
import { liveColumns, readColumns } from './board-columns.ts';
import type { BoardCard, BoardColumn, BoardProblem, CardComment, ChecklistItem } from './board-contents.ts';
import { comparePositions, isPosition, type Positioned } from './board-position.ts';
import { type FieldReader, type Fields, isDate, isInstant, isString, readerOf } from './board-read.ts';

/** The card `id`, archived and deleted ones too; null when there is none. What cannot be read is added to `problems`. */
export function readCard(doc: Y.Doc, id: string, problems: BoardProblem[] = []): BoardCard | null {
  const { cards } = boardRoots(doc);
  const reader = cards.has(id) ? readerOf(cards.get(id), `cards.${id}`, problems) : null;
  return reader && cardOf(reader, id);
}

function cardOf(card: FieldReader, id: string): BoardCard {
  return {
    id,
    title: card.text('title'),
    ...placeOf(card),
    assigneeIds: card.keys('assignees'),
    labelIds: card.keys('labels'),
    checklist: card.entries('checklist', checklistItemOf).sort(comparePositions),
    comments: card.entries('comments', commentOf).sort(byTime),
    dueAt: card.optional('dueAt', isDate, 'a date YYYY-MM-DD'),
    archivedAt: card.optional('archivedAt', isInstant, 'an instant'),
    deletedAt: card.optional('deletedAt', isInstant, 'an instant'),
    deletedById: card.optional('deletedById', isString, 'text'),
    createdAt: card.optional('createdAt', isInstant, 'an instant'),
    createdById: card.optional('createdById', isString, 'text'),
  };
}

function placeOf(card: FieldReader): { columnId: string; position: string } {
  const { columnId, position } = asPlace(card.value('place'));
  if (columnId === '') card.unreadable('place.columnId', 'names no column', '');
  if (!isPosition(position)) card.unreadable('place.position', 'is not a position', '');
  return { columnId, position };
}

function checklistItemOf(item: FieldReader, id: string): ChecklistItem | null {
  if (item.optional('deletedAt', isInstant, 'an instant')) return null;
  return { id, text: item.text('text'), done: item.flag('done'), position: item.position('position') };
}

function commentOf(comment: FieldReader, id: string): CardComment | null {
  if (comment.optional('deletedAt', isInstant, 'an instant')) return null;
  return {
    id,
    authorId: comment.optional('authorId', isString, 'text') ?? '',
    text: comment.text('text'),
    createdAt: comment.optional('createdAt', isInstant, 'an instant') ?? '',
    editedAt: comment.optional('editedAt', isInstant, 'an instant'),
  };
}

function byTime(a: CardComment, b: CardComment): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Column and position of a card as stored; empty strings stand for what is missing. */
export function readCardPlace(card: Fields): { columnId: string; position: string } {
  return asPlace(card.get('place'));
}

function asPlace(place: unknown): { columnId: string; position: string } {
  const { columnId, position } = typeof place === 'object' && place ? (place as Record<string, unknown>) : {};
  return { columnId: isString(columnId) ? columnId : '', position: isString(position) ? position : '' };
}

/** The cards that show in a column, sorted: no archived or deleted ones; the first column also shows stranded ones. */
export function visibleCards(doc: Y.Doc, columnId: string): Positioned[] {
  const live = liveColumns(readColumns(doc));
  const homes = new Set(live.map((column) => column.id));
  const { cards } = boardRoots(doc);
  const found: Positioned[] = [];
  for (const id of cards.keys()) {
    const card = entryOf(cards, id);
    if (!card || card.get('deletedAt') || card.get('archivedAt')) continue;
    const place = readCardPlace(card);
    const shownIn = homes.has(place.columnId) ? place.columnId : live[0]?.id;
    if (shownIn === columnId) found.push({ id, position: place.position });
  }
  return found.sort(comparePositions);
}

/** Which cards show where. `unplaced` are the visible cards while no column is live. */
export interface Arrangement {
  columns: { column: BoardColumn; cards: BoardCard[] }[];
  unplaced: BoardCard[];
}

/** Puts the cards that are neither archived nor deleted into the live columns, in order (rules: see board.doc.ts). */
export function arrangeCards(columns: readonly BoardColumn[], cards: Iterable<BoardCard>): Arrangement {
  const arranged = liveColumns(columns).map((column) => ({ column, cards: [] as BoardCard[] }));
  const byColumn = new Map(arranged.map((entry) => [entry.column.id, entry.cards]));
  const unplaced: BoardCard[] = [];
  for (const card of cards) {
    if (card.deletedAt || card.archivedAt) continue;
    (byColumn.get(card.columnId) ?? arranged[0]?.cards ?? unplaced).push(card);
  }
  for (const entry of arranged) entry.cards.sort(comparePositions);
  return { columns: arranged, unplaced: unplaced.sort(comparePositions) };
}
