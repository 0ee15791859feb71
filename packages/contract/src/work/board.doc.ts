/**
 * The live document of a board: where everything lies, and what happens when two people do two things at once.
 *
 * ```
 * columns: Map<id, Map{ name, position, wipLimit, deletedAt }>
 * labels:  Map<id, Map{ name, color, deletedAt }>
 * cards:   Map<id, Map{ title: Text, description: XmlFragment, place: {columnId, position},
 *                       assignees: Map<userId, true>, labels: Map<labelId, true>,
 *                       checklist: Map<id, Map{ text: Text, done, position, deletedAt }>,
 *                       comments: Map<id, Map{ authorId, text: Text, createdAt, editedAt, deletedAt }>,
 *                       dueAt, archivedAt, deletedAt, deletedById, createdAt, createdById }>
 * ```
 *
 * | at the same time | outcome on every replica |
 * |---|---|
 * | two move one card | it ends at one of the two places, whole: column and position are one value |
 * | two insert at one place | both stay, ordered by id; the next insertion between them gives them distinct positions |
 * | two edit one title (or checklist entry, or comment) | both edits merged character by character; no typed character is lost |
 * | two edit one description | merged by ProseMirror on Yjs, formatting included |
 * | one deletes (or archives) a card, another edits it | the card is deleted, the edit is in it and returns with restore |
 * | one deletes a card, another restores it | one of the two, the same everywhere; nothing in the card is lost either way |
 * | one deletes a column, another moves or adds cards to it | those cards show in the first live column, and return to theirs when it is restored |
 * | all columns are deleted | cards are kept and listed by `arrangeCards` as `unplaced` until a column is added or restored |
 * | one removes a checklist entry, another ticks or edits it | the entry is removed; undo brings it back with the edit |
 * | one deletes a label, another puts it on a card | the label shows nowhere; restored, it is on that card |
 * | a card is removed for good, another has edited or restored it offline | it stays removed, with what they wrote in it; their other edits stay |
 * | two rename one column or set its limit | one of the two |
 * | one assigns a person, another removes the same person | assigning wins |
 *
 * Nobody's edit removes anything from the document: deleting sets `deletedAt`, so undoing one's own creation cannot take
 * another person's words with it (see `addEntry`). The server removes for good what was deleted for longer than the company
 * keeps it.
 */
import * as Y from 'yjs';
import type { Fields } from './board-read.ts';

/** Who edits, when (ISO instant), and the origin that undo and the network tell local edits by. */
export interface Edit {
  userId: string;
  at: string;
  origin: unknown;
}

/** The board's three root maps, created empty on first use. */
export interface BoardRoots {
  columns: Y.Map<unknown>;
  labels: Y.Map<unknown>;
  cards: Y.Map<unknown>;
}

/** The root maps of a board document. */
export function boardRoots(doc: Y.Doc): BoardRoots {
  return { columns: doc.getMap('columns'), labels: doc.getMap('labels'), cards: doc.getMap('cards') };
}

/** The entry `id` of a map of maps, or null when it is missing or of another shape. */
export function entryOf(map: Y.Map<unknown>, id: string): Fields | null {
  const entry = map.get(id);
  return entry instanceof Y.Map ? entry : null;
}

/** The nested map `key` of an entry, created when missing. Call inside a transaction. */
export function nestedMap(fields: Fields, key: string): Y.Map<unknown> {
  const nested = fields.get(key);
  if (nested instanceof Y.Map) return nested;
  return fields.set(key, new Y.Map<unknown>());
}

/** The nested text `key` of an entry, created (from a plain string, if one is there) when missing. Call inside a transaction. */
export function nestedText(fields: Fields, key: string): Y.Text {
  const nested = fields.get(key);
  if (nested instanceof Y.Text) return nested;
  return fields.set(key, new Y.Text(typeof nested === 'string' ? nested : ''));
}

/** Origin of the transactions that bring an entry into the document, still deleted. No undo manager tracks it. */
export const ENTRY_ORIGIN = 'board entry';

/**
 * Adds an entry in two transactions: the deleted entry, untracked, and then its appearance under the edit's origin.
 * Undoing a creation therefore sets `deletedAt` again and keeps what others wrote into the entry meanwhile. Inside a
 * caller's transaction both are one.
 */
export function addEntry(doc: Y.Doc, edit: Edit, map: Y.Map<unknown>, id: string, fields: Fields): void {
  fields.set('deletedAt', edit.at);
  doc.transact(() => map.set(id, fields), ENTRY_ORIGIN);
  doc.transact(() => fields.set('deletedAt', null), edit.origin);
}

/**
 * Runs `change` on an entry in one transaction.
 * @returns false, with nothing written, when there is no such entry.
 */
export function changeEntry(doc: Y.Doc, edit: Edit, entry: Fields | null, change: (fields: Fields) => void): boolean {
  if (!entry) return false;
  doc.transact(() => change(entry), edit.origin);
  return true;
}

/** Sets a field unless it has that value already, so that nothing needless is stored and sent. */
export function setField(fields: Fields, key: string, value: string | number | boolean | null): void {
  if (fields.get(key) !== value) fields.set(key, value);
}
