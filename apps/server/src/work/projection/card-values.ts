import { readCard } from '@muster/contract/work/board-card-read';
import type { BoardCard, BoardProblem } from '@muster/contract/work/board-contents';
import { readDescription } from '@muster/contract/work/board-whole';
import type * as Y from 'yjs';
import { isRowId } from './row-id.ts';

/** A card as its row holds it; the names are those of the table. Instants are ISO strings. */
export interface CardValues {
  id: string;
  column_id: string;
  position: string;
  title: string;
  description: string;
  labels: string[];
  assignee_ids: string[];
  due_at: string | null;
  checklist_done: number;
  checklist_total: number;
  comment_count: number;
  /** Null when the document does not say; the row then keeps when it was first seen. */
  created_at: string | null;
  created_by_id: string | null;
  archived_at: string | null;
  deleted_at: string | null;
}

/** What a board's cards are read against. */
export interface BoardNames {
  /** Where cards show whose place cannot be read; null when no column is live. */
  firstColumnId: string | null;
  /** Names of the labels that are not deleted, by id. */
  labels: ReadonlyMap<string, string>;
}

/**
 * A card's row. What the row cannot hold is added to `problems` and left out of it. Null when there is no such card,
 * or none that a row could stand for.
 */
export function cardValues(doc: Y.Doc, id: string, names: BoardNames, problems: BoardProblem[]): CardValues | null {
  const card = readCard(doc, id, problems);
  if (!card) return null;
  const keep = new RowValues(id, problems);
  if (!isRowId(id)) return keep.refuse('', 'has an id that is no UUID', null);
  const columnId = isRowId(card.columnId)
    ? card.columnId
    : keep.refuse('place', 'names no column', names.firstColumnId);
  if (!columnId) return null;
  return {
    id,
    column_id: columnId,
    position: card.position,
    title: card.title,
    description: readDescription(doc, id),
    labels: labelNames(card, names),
    assignee_ids: card.assigneeIds.filter((userId) => keep.id('assignees', userId) !== null),
    due_at: keep.instant('dueAt', card.dueAt)?.slice(0, 10) ?? null,
    ...countsOf(card),
    created_at: keep.instant('createdAt', card.createdAt),
    created_by_id: card.createdById && keep.id('createdById', card.createdById),
    archived_at: keep.instant('archivedAt', card.archivedAt),
    deleted_at: keep.instant('deletedAt', card.deletedAt),
  };
}

function labelNames(card: BoardCard, { labels }: BoardNames): string[] {
  const names = card.labelIds.map((id) => labels.get(id)).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function countsOf(card: BoardCard) {
  return {
    checklist_done: card.checklist.filter((item) => item.done).length,
    checklist_total: card.checklist.length,
    comment_count: card.comments.length,
  };
}

/** Notes what the table's types cannot hold, though the document's can. */
class RowValues {
  readonly #path: string;
  readonly #problems: BoardProblem[];

  constructor(cardId: string, problems: BoardProblem[]) {
    this.#path = `cards.${cardId}`;
    this.#problems = problems;
  }

  refuse<Value>(field: string, reason: string, instead: Value): Value {
    this.#problems.push({ path: field ? `${this.#path}.${field}` : this.#path, reason });
    return instead;
  }

  id(field: string, value: string): string | null {
    return isRowId(value) ? value : this.refuse(`${field}.${value}`, 'is no UUID', null);
  }

  /** As PostgreSQL writes it back, to the millisecond. Years outside 1–9999 are typing errors at best. */
  instant(field: string, value: string | null): string | null {
    if (value === null) return null;
    const date = new Date(value);
    const year = date.getUTCFullYear();
    return year >= 1 && year <= 9999 ? date.toISOString() : this.refuse(field, 'is too far from today', null);
  }
}
