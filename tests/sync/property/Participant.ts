import { boardRoots } from '@muster/contract/work/board.doc';
import { readCard } from '@muster/contract/work/board-card-read';
import {
  appendDescription,
  createCard,
  deleteCard,
  moveCard,
  restoreCard,
  setCardTitle,
} from '@muster/contract/work/board-cards';
import { addChecklistItem } from '@muster/contract/work/board-checklist';
import { createColumn, deleteColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import * as Y from 'yjs';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import type { Act } from './history.ts';

/** What somebody added and nobody may lose: entries by their ids, typed words by themselves. */
export interface Made {
  ids: string[];
  words: string[];
}

/** One person's replica, what it has made that is not sent yet, and how much of the log it has heard. */
export class Participant {
  readonly made: Made = { ids: [], words: [] };
  readonly outbox: Uint8Array[] = [];
  doc = new Y.Doc();
  heard = 0;
  readonly #userId: string;

  constructor(userId: string) {
    this.#userId = userId;
    this.open();
  }

  /** Begins with an empty replica. */
  open(): void {
    this.doc = new Y.Doc();
    this.heard = 0;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'log') this.outbox.push(update);
    });
  }

  hear(updates: readonly Uint8Array[]): void {
    for (const update of updates) Y.applyUpdate(this.doc, update, 'log');
  }

  act(act: Act, choice: number, other: number): void {
    const edit = { userId: this.#userId, at: new Date().toISOString(), origin: null };
    const cards = [...boardRoots(this.doc).cards.keys()].sort();
    const columns = readColumns(this.doc).map((column) => column.id);
    const pick = (ids: string[], number: number) => ids[number % Math.max(ids.length, 1)] ?? '';
    const [card, column, id] = [pick(cards, choice), pick(columns, other), newId()];
    if (act === 'column') this.#changeColumns(edit, { id, column, choice });
    else if (columns.length === 0) return;
    else if (act === 'card' || cards.length === 0) this.#addCard(edit, id, column);
    else this.#changeCard(edit, act, { id, card, column, afterCardId: pick(cards, other) });
  }

  #addCard(edit: Edit, id: string, columnId: string): void {
    createCard(this.doc, edit, { id, title: `Card ${id}`, columnId });
    this.made.ids.push(id);
  }

  #changeColumns(edit: Edit, { id, column, choice }: { id: string; column: string; choice: number }): void {
    const canSpare = liveColumns(readColumns(this.doc)).length > 1;
    if (choice % 3 === 0 && canSpare) deleteColumn(this.doc, edit, column);
    else createColumn(this.doc, edit, { id, name: `Column ${id}` });
  }

  #changeCard(edit: Edit, act: Act, { id, card, column, afterCardId }: Choice): void {
    const { doc } = this;
    if (act === 'move') moveCard(doc, edit, card, { columnId: column, afterCardId });
    if (act === 'delete') deleteCard(doc, edit, card);
    if (act === 'restore') restoreCard(doc, edit, card);
    if (act === 'comment' && addComment(doc, edit, card, { id, text: `Comment ${id}` })) this.made.ids.push(id);
    if (act === 'check' && addChecklistItem(doc, edit, card, { id, text: `Item ${id}` })) this.made.ids.push(id);
    if (act === 'describe' && appendDescription(doc, edit, card, `Word${id}`)) this.made.words.push(`Word${id}`);
    if (act === 'title') {
      const word = `Word${id}`;
      setCardTitle(doc, edit, card, `${readCard(doc, card)?.title} ${word}`);
      this.made.words.push(word);
    }
  }
}

interface Edit {
  userId: string;
  at: string;
  origin: null;
}

interface Choice {
  id: string;
  card: string;
  column: string;
  afterCardId: string;
}
