import type { Edit } from '@muster/contract/work/board.doc';
import {
  appendDescription,
  archiveCard,
  assign,
  createCard,
  deleteCard,
  moveCard,
  setCardTitle,
} from '@muster/contract/work/board-cards';
import { createColumn, deleteColumn, renameColumn } from '@muster/contract/work/board-columns';
import { createLabel } from '@muster/contract/work/board-labels';
import { firstPositions } from '@muster/contract/work/board-position';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { BoardStore } from './BoardStore.ts';

const edit: Edit = { userId: 'ann', at: '2026-11-21T08:00:00.000Z', origin: 'local' };

function board() {
  const doc = new Y.Doc();
  for (const id of ['todo', 'done']) createColumn(doc, edit, { id, name: id });
  for (const id of ['a', 'b', 'c']) createCard(doc, edit, { id, title: `Card ${id}`, columnId: 'todo' });
  const store = new BoardStore(doc);
  store.follow();
  const heard = (topic: string) => {
    const listener = vi.fn();
    store.subscribe(topic, listener);
    return listener;
  };
  return { doc, store, heard };
}

describe('BoardStore', () => {
  test('reads what is there', () => {
    const { store } = board();
    expect(store.columns().map((column) => column.id)).toEqual(['todo', 'done']);
    expect(store.view('todo')).toEqual({ cardIds: ['a', 'b', 'c'], total: 3 });
    expect(store.card('a')?.title).toBe('Card a');
    expect(store.columnOf('a')).toBe('todo');
  });

  test('tells only those whose part changed, and keeps the other snapshots', () => {
    const { doc, store, heard } = board();
    const [a, b, todo, columns] = [heard('card:a'), heard('card:b'), heard('column:todo'), heard('columns')];
    const before = { b: store.card('b'), view: store.view('todo'), columns: store.columns() };
    setCardTitle(doc, edit, 'a', 'Other');
    expect(a).toHaveBeenCalledOnce();
    for (const listener of [b, todo, columns]) expect(listener).not.toHaveBeenCalled();
    expect({ b: store.card('b'), view: store.view('todo'), columns: store.columns() }).toEqual(before);
    expect(store.view('todo')).toBe(before.view);
    expect(store.card('b')).toBe(before.b);
    expect(store.card('a')?.title).toBe('Other');
  });

  test('passes over typing in descriptions', () => {
    const { doc, heard } = board();
    const a = heard('card:a');
    appendDescription(doc, edit, 'a', 'text');
    expect(a).not.toHaveBeenCalled();
  });

  test('orders both columns of a move, and no third', () => {
    const { doc, store, heard } = board();
    createColumn(doc, edit, { id: 'third', name: 'third' });
    const [todo, done, third] = [heard('column:todo'), heard('column:done'), heard('column:third')];
    moveCard(doc, edit, 'b', { columnId: 'done' });
    expect([store.view('todo').cardIds, store.view('done').cardIds]).toEqual([['a', 'c'], ['b']]);
    expect([todo.mock.calls.length, done.mock.calls.length, third.mock.calls.length]).toEqual([1, 1, 0]);
    moveCard(doc, edit, 'c', { columnId: 'todo', afterCardId: null });
    expect(store.view('todo').cardIds).toEqual(['c', 'a']);
  });

  test('puts archived and deleted cards away', () => {
    const { doc, store, heard } = board();
    const away = heard('away');
    archiveCard(doc, edit, 'a');
    deleteCard(doc, edit, 'b');
    expect(store.view('todo')).toEqual({ cardIds: ['c'], total: 1 });
    expect(store.away().archived.map((card) => card.id)).toEqual(['a']);
    expect(store.away().deleted.map((card) => card.id)).toEqual(['b']);
    expect(away).toHaveBeenCalledTimes(2);
    expect(store.columnOf('b')).toBeNull();
  });

  test('shows the cards of a deleted column in the first live one', () => {
    const { doc, store } = board();
    moveCard(doc, edit, 'c', { columnId: 'done' });
    deleteColumn(doc, edit, 'todo');
    expect(store.unplacedCount()).toBe(0);
    expect(store.columns().map((column) => column.id)).toEqual(['done']);
    expect(store.view('done').cardIds.toSorted()).toEqual(['a', 'b', 'c']);
    deleteColumn(doc, edit, 'done');
    expect(store.unplacedCount()).toBe(3);
  });

  test('filters, follows changes under the filter, and still counts all', () => {
    const { doc, store } = board();
    store.setFilter((card) => card.assigneeIds.includes('bob'));
    expect(store.view('todo')).toEqual({ cardIds: [], total: 3 });
    assign(doc, edit, 'b', 'bob');
    expect(store.view('todo')).toEqual({ cardIds: ['b'], total: 3 });
    store.setFilter(null);
    expect(store.view('todo').cardIds).toEqual(['a', 'b', 'c']);
  });

  test('keeps the live labels by id, and column names', () => {
    const { doc, store, heard } = board();
    const labels = heard('labels');
    createLabel(doc, edit, { id: 'l', name: 'Fragile', color: 'red' });
    renameColumn(doc, edit, 'todo', 'Next');
    expect(store.labels().get('l')?.name).toBe('Fragile');
    expect(labels).toHaveBeenCalled();
    expect(store.columns()[0]?.name).toBe('Next');
  });

  test('sees a whole board arrive at once, and stops when told', () => {
    const { doc } = board();
    const replica = new Y.Doc();
    const store = new BoardStore(replica);
    const stop = store.follow();
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
    expect(store.view('todo').cardIds).toEqual(['a', 'b', 'c']);
    stop();
    deleteCard(replica, edit, 'a');
    expect(store.view('todo').cardIds).toEqual(['a', 'b', 'c']);
  });
});

test('one move on a board of 5,000 cards reads one card', () => {
  const doc = new Y.Doc();
  const columns = ['one', 'two', 'three', 'four', 'five'];
  doc.transact(() => {
    for (const id of columns) createColumn(doc, edit, { id, name: id });
    for (const [at, position] of firstPositions(5000).entries()) {
      createCard(doc, edit, { id: `card-${at}`, title: `Card ${at}`, columnId: columns[at % 5] ?? '', position });
    }
  });
  const store = new BoardStore(doc);
  store.follow();
  const others = Array.from({ length: 5000 }, (_, at) => store.card(`card-${at}`));
  moveCard(doc, edit, 'card-7', { columnId: 'five', afterCardId: 'card-9' });
  expect(store.view('five').cardIds.indexOf('card-7')).toBe(2);
  const changed = others.filter((card) => card && store.card(card.id) !== card);
  expect(changed.map((card) => card?.id)).toEqual(['card-7']);
});
