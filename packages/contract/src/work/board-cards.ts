import * as Y from 'yjs';
import { addEntry, boardRoots, changeEntry, type Edit, entryOf, nestedMap, nestedText, setField } from './board.doc.ts';
import { readCardPlace, visibleCards } from './board-card-read.ts';
import type { BoardCard } from './board-contents.ts';
import { comparePositions, indexAfter, isPosition, type Placement, positionsAt } from './board-position.ts';
import type { Fields } from './board-read.ts';
import { paragraphsOf, replaceText } from './board-text.ts';

/** Where cards go: behind the card `afterCardId`; null is the top of the column, absent or unknown the bottom. */
export interface CardTarget {
  columnId: string;
  afterCardId?: string | null;
}

/** A card to create. `position` places it without looking at its neighbours (for imports); `description` is plain text. */
export interface NewCard extends CardTarget {
  id: string;
  title: string;
  description?: string;
  position?: string;
}

/** Adds a card, by default at the bottom of its column. */
export function createCard(doc: Y.Doc, edit: Edit, card: NewCard): void {
  const given = isPosition(card.position) ? { inserted: [card.position], moved: new Map<string, string>() } : null;
  const placement = given ?? placementFor(doc, card, new Set(), 1);
  const description = new Y.XmlFragment();
  if (card.description) description.insert(0, paragraphsOf(card.description));
  const fields = new Y.Map<unknown>();
  fields.set('title', new Y.Text(card.title));
  fields.set('description', description);
  fields.set('place', { columnId: card.columnId, position: placement.inserted[0] });
  for (const key of ['assignees', 'labels', 'checklist', 'comments']) fields.set(key, new Y.Map());
  fields.set('dueAt', null);
  fields.set('archivedAt', null);
  fields.set('createdAt', edit.at);
  fields.set('createdById', edit.userId);
  doc.transact(() => giveWay(doc, placement), edit.origin);
  addEntry(doc, edit, boardRoots(doc).cards, card.id, fields);
}

/** Moves one card. @returns false when there is no such card. */
export function moveCard(doc: Y.Doc, edit: Edit, id: string, target: CardTarget): boolean {
  return moveCards(doc, edit, [id], target) === 1;
}

/**
 * Moves cards, in the order given, to one place in one transaction. Ids of no card are passed over.
 * @returns how many cards there were.
 */
export function moveCards(doc: Y.Doc, edit: Edit, ids: readonly string[], target: CardTarget): number {
  const { cards } = boardRoots(doc);
  const known = [...new Set(ids)].filter((id) => entryOf(cards, id));
  if (known.length === 0) return 0;
  const placement = placementFor(doc, target, new Set(known), known.length);
  doc.transact(() => {
    giveWay(doc, placement);
    for (const [index, id] of known.entries()) {
      setPlace(entryOf(cards, id), target.columnId, placement.inserted[index]);
    }
  }, edit.origin);
  return known.length;
}

/**
 * Sets the title by the smallest edit that leads there, so that simultaneous edits of it merge.
 * `caret` is the offset behind what was typed, when known. @returns false when there is no such card.
 */
export function setCardTitle(doc: Y.Doc, edit: Edit, id: string, title: string, caret?: number): boolean {
  return changeCard(doc, edit, id, (card) => replaceText(nestedText(card, 'title'), title, caret));
}

/** Appends plain text to the description, one paragraph per line. @returns false when there is no such card. */
export function appendDescription(doc: Y.Doc, edit: Edit, id: string, text: string): boolean {
  return changeCard(doc, edit, id, (card) => {
    const description = cardDescription(doc, id) ?? card.set('description', new Y.XmlFragment());
    description.push(paragraphsOf(text));
  });
}

/** The rich text of a card, for an editor to bind to; null when there is no such card or text. */
export function cardDescription(doc: Y.Doc, id: string): Y.XmlFragment | null {
  const description = entryOf(boardRoots(doc).cards, id)?.get('description');
  return description instanceof Y.XmlFragment ? description : null;
}

/** @returns false when there is no such card. */
export function assign(doc: Y.Doc, edit: Edit, id: string, userId: string): boolean {
  return include(doc, edit, id, 'assignees', userId, true);
}

/** @returns false when there is no such card. */
export function unassign(doc: Y.Doc, edit: Edit, id: string, userId: string): boolean {
  return include(doc, edit, id, 'assignees', userId, false);
}

/** Puts a label on a card (`on`) or takes it off. @returns false when there is no such card. */
export function setCardLabel(doc: Y.Doc, edit: Edit, id: string, labelId: string, on: boolean): boolean {
  return include(doc, edit, id, 'labels', labelId, on);
}

/** Sets the due date (YYYY-MM-DD) or lifts it with null. @returns false when there is no such card. */
export function setDue(doc: Y.Doc, edit: Edit, id: string, dueAt: string | null): boolean {
  return changeCard(doc, edit, id, (card) => setField(card, 'dueAt', dueAt));
}

/** Takes a card off the board into the archive. @returns false when there is no such card. */
export function archiveCard(doc: Y.Doc, edit: Edit, id: string): boolean {
  return changeCard(doc, edit, id, (card) => setField(card, 'archivedAt', edit.at));
}

/** Deletes a card; everything in it is kept for `restoreCard`. @returns false when there is no such card. */
export function deleteCard(doc: Y.Doc, edit: Edit, id: string): boolean {
  return changeCard(doc, edit, id, (card) => {
    setField(card, 'deletedAt', edit.at);
    setField(card, 'deletedById', edit.userId);
  });
}

/** Brings a card back from the archive or from deletion. @returns false when there is no such card. */
export function restoreCard(doc: Y.Doc, edit: Edit, id: string): boolean {
  return changeCard(doc, edit, id, (card) => {
    setField(card, 'archivedAt', null);
    setField(card, 'deletedAt', null);
    setField(card, 'deletedById', null);
  });
}

/** Runs `change` on a card in one transaction. @returns false when there is no such card. */
export function changeCard(doc: Y.Doc, edit: Edit, id: string, change: (card: Fields) => void): boolean {
  return changeEntry(doc, edit, entryOf(boardRoots(doc).cards, id), change);
}

function include(doc: Y.Doc, edit: Edit, id: string, key: string, member: string, on: boolean): boolean {
  return changeCard(doc, edit, id, (card) => {
    const members = nestedMap(card, key);
    if (on && !members.has(member)) members.set(member, true);
    if (!on && members.has(member)) members.delete(member);
  });
}

type Sibling = Pick<BoardCard, 'id' | 'position'>;

function placementFor(doc: Y.Doc, target: CardTarget, moving: Set<string>, count: number): Placement {
  const siblings: Sibling[] = visibleCards(doc, target.columnId).filter((card) => !moving.has(card.id));
  siblings.sort(comparePositions);
  return positionsAt(siblings, indexAfter(siblings, target.afterCardId), count);
}

/** A card without a place waits for one that is still on its way: what is written here would come to stand above it. */
function giveWay(doc: Y.Doc, placement: Placement): void {
  const { cards } = boardRoots(doc);
  for (const [id, position] of placement.moved) {
    const card = entryOf(cards, id);
    const columnId = card ? readCardPlace(card).columnId : '';
    if (columnId !== '') setPlace(card, columnId, position);
  }
}

function setPlace(card: Fields | null, columnId: string, position: string | undefined): void {
  if (!card || position === undefined) return;
  const place = readCardPlace(card);
  if (place.columnId !== columnId || place.position !== position) card.set('place', { columnId, position });
}
