import { createCard, moveCard, setCardTitle } from '@muster/contract/work/board-cards';
import { createColumn } from '@muster/contract/work/board-columns';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardStore } from './BoardStore.ts';
import { BoardUndo } from './BoardUndo.ts';

const other = { userId: 'bob', at: '2026-11-21T08:00:00.000Z', origin: 'network' };

function board() {
  const doc = new Y.Doc();
  for (const id of ['todo', 'done']) createColumn(doc, other, { id, name: id });
  createCard(doc, other, { id: 'a', title: 'Card', columnId: 'todo' });
  const store = new BoardStore(doc);
  store.follow();
  return { doc, store, undo: new BoardUndo(doc) };
}

describe('BoardUndo', () => {
  test('takes back step by step, and brings back', () => {
    const { doc, store, undo } = board();
    moveCard(doc, undo.step('ann'), 'a', { columnId: 'done' });
    setCardTitle(doc, undo.step('ann'), 'a', 'Card!');
    expect(undo.undo()).toBe(true);
    expect(store.card('a')).toMatchObject({ title: 'Card', columnId: 'done' });
    undo.undo();
    expect(store.columnOf('a')).toBe('todo');
    expect(undo.undo()).toBe(false);
    undo.redo();
    undo.redo();
    expect(store.card('a')).toMatchObject({ title: 'Card!', columnId: 'done' });
  });

  test('typing is one step', () => {
    const { doc, store, undo } = board();
    setCardTitle(doc, undo.step('ann'), 'a', 'Card o');
    for (const title of ['Card on', 'Card one']) setCardTitle(doc, undo.continued('ann'), 'a', title);
    undo.undo();
    expect(store.card('a')?.title).toBe('Card');
    expect(undo.canUndo()).toBe(false);
  });

  test('never takes back what others did', () => {
    const { doc, store, undo } = board();
    setCardTitle(doc, undo.step('ann'), 'a', 'My Card');
    setCardTitle(doc, other, 'a', 'My Card, theirs');
    moveCard(doc, other, 'a', { columnId: 'done' });
    undo.undo();
    expect(store.card('a')).toMatchObject({ title: 'Card, theirs', columnId: 'done' });
  });

  test('undoes a new card by putting it away', () => {
    const { doc, store, undo } = board();
    const heard = vi.fn();
    undo.subscribe(heard);
    createCard(doc, undo.step('ann'), { id: 'n', title: 'New', columnId: 'todo' });
    expect(heard).toHaveBeenCalled();
    undo.undo();
    expect(store.view('todo').cardIds).toEqual(['a']);
    undo.redo();
    expect(store.view('todo').cardIds).toEqual(['a', 'n']);
    undo.destroy();
  });
});
