import { boardRoots, entryOf } from '@muster/contract/work/board.doc';
import { createCard, deleteCard, setCardTitle } from '@muster/contract/work/board-cards';
import { addChecklistItem, setChecklistDone } from '@muster/contract/work/board-checklist';
import { createColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import * as Y from 'yjs';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { entriesDeletedBefore, removeEntries } from '../../../apps/server/src/work/retention/deleted-entries.ts';
import { randomFrom } from '../random.ts';

const day = 24 * 60 * 60 * 1000;
/** Cards on the board at any time; what is done is deleted and purged after the retention time. */
const liveCards = 150;
const retentionDays = 90;

/** A board in steady use: as much is finished as is begun, by people who open it anew each time. */
export class Year {
  readonly doc = new Y.Doc();
  readonly #random: () => number;
  readonly #updates: Uint8Array[] = [];
  readonly #live: string[] = [];
  #now = Date.parse('2026-01-01T08:00:00Z');

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.doc.on('update', (update: Uint8Array) => this.#updates.push(update));
    const edit = this.#edit();
    for (const name of ['To do', 'Under way', 'Done']) createColumn(this.doc, edit, { id: newId(), name });
    while (this.#live.length < liveCards) this.#addCard();
  }

  /** One working day: `sessions` openings of the board, each with a Yjs client id of its own, with `edits` changes each. */
  pass(sessions: number, edits: number): void {
    for (let session = 0; session < sessions; session++) {
      this.doc.clientID = Math.floor(this.#random() * 2 ** 32);
      for (let edit = 0; edit < edits; edit++) this.doc.transact(() => this.#change());
    }
    this.#now += day;
  }

  /** What the worker does: removes what was deleted longer ago than the retention time. */
  purge(): void {
    removeEntries(this.doc, entriesDeletedBefore(this.doc, new Date(this.#now - retentionDays * day)));
  }

  /** Updates since the last time, as clients sent them. */
  takeUpdates(): Uint8Array[] {
    return this.#updates.splice(0);
  }

  #edit() {
    return { userId: newId(), at: new Date(this.#now).toISOString(), origin: null };
  }

  #pick(ids: readonly string[]): string {
    return ids[Math.floor(this.#random() * ids.length)] ?? '';
  }

  #addCard(): void {
    const id = newId();
    const columnId = liveColumns(readColumns(this.doc))[0]?.id ?? '';
    createCard(this.doc, this.#edit(), { id, title: `Move of family ${id.slice(-6)}`, columnId, position: 'a0' });
    addChecklistItem(this.doc, this.#edit(), id, { id: `${id}-1`, text: 'Boxes' });
    this.#live.push(id);
  }

  #change(): void {
    const number = this.#random();
    const [card, edit] = [this.#pick(this.#live), this.#edit()];
    if (number < 0.03) this.#replaceCard(card);
    else if (number < 0.3) this.#move(card);
    else if (number < 0.6) setCardTitle(this.doc, edit, card, `Move ${Math.floor(this.#random() * 1e6)} with piano`);
    else if (number < 0.8) addComment(this.doc, edit, card, { id: newId(), text: 'Lift is booked.' });
    else setChecklistDone(this.doc, edit, card, `${card}-1`, this.#random() < 0.5);
  }

  /** As `moveCard` does, without its look at every neighbour: a year has many moves. */
  #move(card: string): void {
    const columnId = this.#pick([...boardRoots(this.doc).columns.keys()]);
    entryOf(boardRoots(this.doc).cards, card)?.set('place', {
      columnId,
      position: `a${Math.floor(this.#random() * 1e6)}`,
    });
  }

  #replaceCard(card: string): void {
    deleteCard(this.doc, this.#edit(), card);
    this.#live.splice(this.#live.indexOf(card), 1);
    this.#addCard();
  }
}

/** How heavy a document is to whoever opens it. */
export interface Weight {
  bytes: number;
  clients: number;
  stateVectorBytes: number;
  cards: number;
  /** Milliseconds that a client takes to decode and apply the stored bytes; the best of seven. */
  openMilliseconds: number;
}

export function weigh(stored: Uint8Array): Weight {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    Y.applyUpdate(new Y.Doc(), stored);
    return performance.now() - start;
  });
  const doc = new Y.Doc();
  Y.applyUpdate(doc, stored);
  return {
    bytes: stored.length,
    clients: doc.store.clients.size,
    stateVectorBytes: Y.encodeStateVector(doc).length,
    cards: boardRoots(doc).cards.size,
    openMilliseconds: Math.min(...times),
  };
}
