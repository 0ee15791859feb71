import type { Edit } from '@muster/contract/work/board.doc';
import { readCard, visibleCards } from '@muster/contract/work/board-card-read';
import { assign, type CardTarget, createCard, moveCard, setCardLabel, setDue } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import type { cardMoveSchema, newCardSchema } from '@muster/contract/work/cards';
import type * as Y from 'yjs';
import type { z } from 'zod';
import type { DocumentEdit } from '../collaboration/index.ts';
import { notFound } from '../core/errors.ts';

/** A card to be made, and by whom. */
interface CardToAdd {
  edit: Edit;
  card: z.output<typeof newCardSchema> & { id: string };
}

/** Adds a card. Answers whether it was not there yet; throws `not_found` for a column, or a card before which it shall be. */
export const addCardEdit: DocumentEdit<CardToAdd, boolean> = {
  name: 'addCard',
  change(doc, { edit, card }) {
    if (readCard(doc, card.id)) return false;
    const columnId = openColumn(doc, card.columnId);
    writeCard(doc, edit, card, targetOf(doc, { ...card, columnId }, card.id));
    return true;
  },
};

/** A card to be moved, and by whom. */
interface CardToMove {
  edit: Edit;
  move: z.output<typeof cardMoveSchema>;
}

/** Moves a card. Answers where it was; throws `not_found` for the card, the column, or the card before which it shall be. */
export const moveCardEdit: DocumentEdit<CardToMove, { columnId: string }> = {
  name: 'moveCard',
  change(doc, { edit, move }) {
    const card = readCard(doc, move.cardId);
    if (!card || card.deletedAt) throw notFound('card');
    const columnId = openColumn(doc, move.columnId);
    moveCard(doc, edit, move.cardId, targetOf(doc, { ...move, columnId }, move.cardId));
    return { columnId: card.columnId };
  },
};

/** The column asked for, or the first one. Throws `not_found` when people cannot see it. */
function openColumn(doc: Y.Doc, id: string | undefined): string {
  const open = liveColumns(readColumns(doc));
  const column = id ? open.find((each) => each.id === id) : open[0];
  if (!column) throw notFound('column');
  return column.id;
}

interface Place {
  columnId: string;
  beforeCardId?: string | undefined;
  position: 'top' | 'bottom';
}

function targetOf(doc: Y.Doc, { columnId, beforeCardId, position }: Place, movingId: string): CardTarget {
  if (!beforeCardId) return position === 'top' ? { columnId, afterCardId: null } : { columnId };
  const siblings = visibleCards(doc, columnId).filter((card) => card.id !== movingId);
  const index = siblings.findIndex((card) => card.id === beforeCardId);
  if (index < 0) throw notFound('card');
  return { columnId, afterCardId: siblings[index - 1]?.id ?? null };
}

function writeCard(doc: Y.Doc, edit: Edit, card: CardToAdd['card'], target: CardTarget): void {
  const { id, title, description } = card;
  doc.transact(() => {
    createCard(doc, edit, { id, title, ...target, ...(description && { description }) });
    for (const userId of card.assigneeIds) assign(doc, edit, id, userId);
    for (const labelId of card.labelIds) setCardLabel(doc, edit, id, labelId, true);
    if (card.dueAt) setDue(doc, edit, id, card.dueAt);
  }, edit.origin);
}
