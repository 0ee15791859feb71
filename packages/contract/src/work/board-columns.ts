import * as Y from 'yjs';
import { addEntry, boardRoots, changeEntry, type Edit, entryOf, setField } from './board.doc.ts';
import type { BoardColumn, BoardProblem } from './board-contents.ts';
import { comparePositions, indexAfter, isPosition, type Placement, positionsAt } from './board-position.ts';
import { isCount, isInstant, readerOf } from './board-read.ts';

/** A column to create. `afterColumnId` null puts it first; absent or unknown, last. `position` overrides both. */
export interface NewColumn {
  id: string;
  name: string;
  wipLimit?: number | null;
  afterColumnId?: string | null;
  position?: string;
}

/** The column `id`, deleted ones too; null when there is none. What cannot be read is added to `problems`. */
export function readColumn(doc: Y.Doc, id: string, problems: BoardProblem[] = []): BoardColumn | null {
  const { columns } = boardRoots(doc);
  const reader = columns.has(id) ? readerOf(columns.get(id), `columns.${id}`, problems) : null;
  return (
    reader && {
      id,
      name: reader.text('name'),
      position: reader.position('position'),
      wipLimit: reader.optional('wipLimit', isCount, 'a positive whole number'),
      deletedAt: reader.optional('deletedAt', isInstant, 'an instant'),
    }
  );
}

/** All columns in their order, deleted ones included. */
export function readColumns(doc: Y.Doc, problems: BoardProblem[] = []): BoardColumn[] {
  const found = [...boardRoots(doc).columns.keys()].map((id) => readColumn(doc, id, problems));
  return found.filter((column) => column !== null).sort(comparePositions);
}

/** The columns that people see, in their order. */
export function liveColumns(columns: readonly BoardColumn[]): BoardColumn[] {
  return columns.filter((column) => column.deletedAt === null);
}

/** Adds a column. */
export function createColumn(doc: Y.Doc, edit: Edit, column: NewColumn): void {
  const siblings = liveColumns(readColumns(doc));
  const given = isPosition(column.position) ? { inserted: [column.position], moved: new Map() } : null;
  const placement = given ?? positionsAt(siblings, indexAfter(siblings, column.afterColumnId), 1);
  const fields = new Y.Map<unknown>();
  fields.set('name', column.name);
  fields.set('position', placement.inserted[0]);
  fields.set('wipLimit', column.wipLimit ?? null);
  rekeyColumns(doc, edit, placement);
  addEntry(doc, edit, boardRoots(doc).columns, column.id, fields);
}

/** @returns false when there is no such column. */
export function renameColumn(doc: Y.Doc, edit: Edit, id: string, name: string): boolean {
  return changeColumn(doc, edit, id, 'name', name);
}

/**
 * Limits how many cards a column should hold; null lifts the limit. The limit warns, it never refuses a card.
 * @returns false when there is no such column.
 */
export function setWipLimit(doc: Y.Doc, edit: Edit, id: string, limit: number | null): boolean {
  return changeColumn(doc, edit, id, 'wipLimit', limit);
}

/** Moves a column behind `afterColumnId` (null: to the front). @returns false when there is no such column. */
export function moveColumn(doc: Y.Doc, edit: Edit, id: string, afterColumnId: string | null): boolean {
  const siblings = liveColumns(readColumns(doc)).filter((column) => column.id !== id);
  const placement = positionsAt(siblings, indexAfter(siblings, afterColumnId), 1);
  return changeEntry(doc, edit, entryOf(boardRoots(doc).columns, id), (fields) => {
    rekeyColumns(doc, edit, placement);
    setField(fields, 'position', placement.inserted[0] ?? null);
  });
}

/** Deletes a column; its cards then show in the first live one. @returns false when there is no such column. */
export function deleteColumn(doc: Y.Doc, edit: Edit, id: string): boolean {
  return changeColumn(doc, edit, id, 'deletedAt', edit.at);
}

/** Brings a deleted column back, with its cards. @returns false when there is no such column. */
export function restoreColumn(doc: Y.Doc, edit: Edit, id: string): boolean {
  return changeColumn(doc, edit, id, 'deletedAt', null);
}

function changeColumn(doc: Y.Doc, edit: Edit, id: string, key: string, value: string | number | null): boolean {
  const column = entryOf(boardRoots(doc).columns, id);
  return changeEntry(doc, edit, column, (fields) => setField(fields, key, value));
}

function rekeyColumns(doc: Y.Doc, edit: Edit, placement: Placement): void {
  for (const [id, position] of placement.moved) changeColumn(doc, edit, id, 'position', position);
}
