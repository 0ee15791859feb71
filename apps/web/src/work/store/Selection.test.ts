import { expect, test, vi } from 'vitest';
import { DragState } from './DragState.ts';
import { CURSOR, SELECTED, Selection } from './Selection.ts';

test('toggling and ranges select, and only tiles concerned are told', () => {
  const selection = new Selection();
  const [b, z] = [vi.fn(), vi.fn()];
  selection.subscribe('card:b', b);
  selection.subscribe('card:z', z);
  selection.toggle('a');
  selection.selectTo('c', ['a', 'b', 'c', 'd']);
  expect([...selection.selected()]).toEqual(['a', 'b', 'c']);
  selection.toggle('b');
  expect([...selection.selected()]).toEqual(['a', 'c']);
  expect(b).toHaveBeenCalledTimes(2);
  expect(z).not.toHaveBeenCalled();
  selection.clear();
  expect(selection.selected().size).toBe(0);
});

test('flags of a card are one number', () => {
  const selection = new Selection();
  selection.moveCursor('a');
  selection.toggle('a');
  expect(selection.flags('a')).toBe(CURSOR + SELECTED);
  expect(selection.flags('b')).toBe(0);
});

test('a drag tells the columns whose line comes or goes', () => {
  const drag = new DragState();
  const [todo, done] = [vi.fn(), vi.fn()];
  drag.subscribe('column:todo', todo);
  drag.subscribe('column:done', done);
  drag.start({ by: 'pointer', cardIds: ['a'], columnId: null });
  drag.aim({ columnId: 'todo', index: 1, afterCardId: 'b' });
  drag.aim({ columnId: 'todo', index: 1, afterCardId: 'b' });
  expect([todo.mock.calls.length, done.mock.calls.length]).toEqual([1, 0]);
  drag.aim({ columnId: 'done', index: 0, afterCardId: null });
  expect([drag.lineIn('todo'), drag.lineIn('done')]).toEqual([-1, 0]);
  drag.end();
  expect([drag.drag(), drag.lineIn('done'), drag.isDragged('a')]).toEqual([null, -1, false]);
  expect([todo.mock.calls.length, done.mock.calls.length]).toEqual([2, 2]);
});
