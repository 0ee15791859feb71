import { describe, expect, test } from 'vitest';
import { type BoardOrder, nextTarget, slotCount, slotOf, staysInPlace, targetAtIndex } from './drop-target.ts';

const cards: Record<string, string[]> = { todo: ['a', 'b', 'c', 'd'], doing: ['x'], done: [] };
const order: BoardOrder = { columnIds: Object.keys(cards), cardIds: (id) => cards[id] ?? [] };
const b = new Set(['b']);
const start = targetAtIndex('todo', cards.todo ?? [], 1, b);

describe('targets', () => {
  test('stand behind the nearest card that stays', () => {
    expect(start).toEqual({ columnId: 'todo', index: 1, afterCardId: 'a' });
    expect(targetAtIndex('todo', cards.todo ?? [], 2, new Set(['a', 'b'])).afterCardId).toBeNull();
  });

  test('move with the arrows, passing over what is dragged', () => {
    const down = nextTarget(start, 'down', order, b);
    expect(down).toEqual({ columnId: 'todo', index: 3, afterCardId: 'c' });
    expect(nextTarget(down, 'up', order, b)).toEqual({ columnId: 'todo', index: 2, afterCardId: 'a' });
    expect(nextTarget(start, 'last', order, b)).toEqual({ columnId: 'todo', index: 4, afterCardId: 'd' });
    expect(nextTarget(start, 'first', order, b)).toEqual({ columnId: 'todo', index: 0, afterCardId: null });
  });

  test('move between columns and stop at the edges', () => {
    const right = nextTarget(start, 'right', order, b);
    expect(right).toEqual({ columnId: 'doing', index: 1, afterCardId: 'x' });
    const empty = nextTarget(right, 'right', order, b);
    expect(empty).toEqual({ columnId: 'done', index: 0, afterCardId: null });
    expect(nextTarget(empty, 'right', order, b)).toEqual(empty);
    expect(nextTarget(empty, 'down', order, b)).toEqual(empty);
  });

  test('count places without the dragged card', () => {
    expect([slotOf(start, order, b), slotCount('todo', order, b), slotCount('done', order, b)]).toEqual([1, 4, 1]);
  });

  test('know when nothing would move', () => {
    expect(staysInPlace(start, order, ['b'])).toBe(true);
    expect(staysInPlace({ columnId: 'todo', index: 2, afterCardId: 'b' }, order, ['b'])).toBe(false);
    expect(staysInPlace(nextTarget(start, 'down', order, b), order, ['b'])).toBe(false);
    expect(staysInPlace(nextTarget(start, 'right', order, b), order, ['b'])).toBe(false);
  });
});
