import { boardRoots } from '@muster/contract/work/board.doc';
import { createCard, deleteCard, restoreCard, setCardTitle } from '@muster/contract/work/board-cards';
import { createColumn } from '@muster/contract/work/board-columns';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { LostEdits } from './LostEdits.ts';

const edit = { userId: 'ann', at: '2026-11-21T08:00:00.000Z', origin: null };

/** A screen, and the document as the server has it. */
function board() {
  const [doc, server] = [new Y.Doc(), new Y.Doc()];
  createColumn(doc, edit, { id: 'todo', name: 'todo' });
  for (const id of ['a', 'b']) createCard(doc, edit, { id, title: `Card ${id}`, columnId: 'todo' });
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
  const [lostEdits, lost] = [new LostEdits(doc), vi.fn()];
  const stop = lostEdits.follow(lost);
  const removeThere = (id: string) => {
    boardRoots(server).cards.delete(id);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
  };
  return { doc, lostEdits, lost, stop, removeThere };
}

test('tells of a card that was changed here and is removed before the change is saved', () => {
  const { doc, lost, removeThere } = board();
  setCardTitle(doc, edit, 'a', 'Card a, mine');
  restoreCard(doc, edit, 'a');
  removeThere('b');
  expect(lost).not.toHaveBeenCalled();
  removeThere('a');
  expect(lost.mock.calls).toEqual([[['Card a, mine']]]);
});

test('says nothing of what was saved before, of cards that are only deleted, and after it has ended', () => {
  const { doc, lostEdits, lost, stop, removeThere } = board();
  setCardTitle(doc, edit, 'a', 'Card a, mine');
  lostEdits.saved();
  removeThere('a');
  deleteCard(doc, edit, 'b');
  expect(lost).not.toHaveBeenCalled();
  stop();
  removeThere('b');
  expect(lost).not.toHaveBeenCalled();
});
