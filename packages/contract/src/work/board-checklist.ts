import * as Y from 'yjs';
import { addEntry, boardRoots, changeEntry, type Edit, entryOf, nestedMap, nestedText, setField } from './board.doc.ts';
import { readCard } from './board-card-read.ts';
import type { ChecklistItem } from './board-contents.ts';
import { indexAfter, isPosition, type Placement, positionsAt } from './board-position.ts';
import type { Fields } from './board-read.ts';
import { replaceText } from './board-text.ts';

/** A checklist entry to add; at the end unless `position` says otherwise. */
export interface NewChecklistItem {
  id: string;
  text: string;
  done?: boolean;
  position?: string;
}

/** Adds an entry to a card's checklist. @returns false when there is no such card. */
export function addChecklistItem(doc: Y.Doc, edit: Edit, cardId: string, item: NewChecklistItem): boolean {
  const card = entryOf(boardRoots(doc).cards, cardId);
  if (!card) return false;
  const siblings = siblingsOf(doc, cardId);
  const given = isPosition(item.position) ? item.position : undefined;
  const fields = new Y.Map<unknown>();
  fields.set('text', new Y.Text(item.text));
  fields.set('done', item.done ?? false);
  fields.set('position', given ?? positionsAt(siblings, siblings.length, 1).inserted[0]);
  addEntry(doc, edit, nestedMap(card, 'checklist'), item.id, fields);
  return true;
}

/** Sets an entry's text by the smallest edit. @returns false when there is no such entry. */
export function setChecklistText(doc: Y.Doc, edit: Edit, cardId: string, itemId: string, text: string): boolean {
  return changeItem(doc, edit, cardId, itemId, (item) => replaceText(nestedText(item, 'text'), text));
}

/** Ticks an entry off or not. @returns false when there is no such entry. */
export function setChecklistDone(doc: Y.Doc, edit: Edit, cardId: string, itemId: string, done: boolean): boolean {
  return changeItem(doc, edit, cardId, itemId, (item) => setField(item, 'done', done));
}

/** Removes an entry; undo brings it back. @returns false when there is no such entry. */
export function removeChecklistItem(doc: Y.Doc, edit: Edit, cardId: string, itemId: string): boolean {
  return changeItem(doc, edit, cardId, itemId, (item) => setField(item, 'deletedAt', edit.at));
}

/** Moves an entry behind `afterItemId` (null: to the top). @returns false when there is no such entry. */
export function moveChecklistItem(
  doc: Y.Doc,
  edit: Edit,
  cardId: string,
  itemId: string,
  afterItemId: string | null,
): boolean {
  const siblings = siblingsOf(doc, cardId).filter((item) => item.id !== itemId);
  const placement = positionsAt(siblings, indexAfter(siblings, afterItemId), 1);
  return changeItem(doc, edit, cardId, itemId, (item) => {
    giveWay(doc, cardId, placement);
    setField(item, 'position', placement.inserted[0] ?? null);
  });
}

function siblingsOf(doc: Y.Doc, cardId: string): ChecklistItem[] {
  return readCard(doc, cardId)?.checklist ?? [];
}

function itemOf(doc: Y.Doc, cardId: string, itemId: string): Fields | null {
  const checklist = entryOf(boardRoots(doc).cards, cardId)?.get('checklist');
  return checklist instanceof Y.Map ? entryOf(checklist, itemId) : null;
}

function changeItem(doc: Y.Doc, edit: Edit, cardId: string, itemId: string, change: (item: Fields) => void): boolean {
  return changeEntry(doc, edit, itemOf(doc, cardId, itemId), change);
}

function giveWay(doc: Y.Doc, cardId: string, placement: Placement): void {
  for (const [id, position] of placement.moved) {
    const item = itemOf(doc, cardId, id);
    if (item) setField(item, 'position', position);
  }
}
