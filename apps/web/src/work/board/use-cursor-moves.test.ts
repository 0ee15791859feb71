import { expect, test } from 'vitest';
import { nextCursor } from './use-cursor-moves.ts';

const cards: Record<string, string[]> = { todo: ['a', 'b', 'c'], empty: [], done: ['x'] };
const order = { columnIds: Object.keys(cards), cardIds: (id: string) => cards[id] ?? [] };

test('the cursor starts at the first card and stops at the edges', () => {
  expect(nextCursor(null, 'down', order)).toBe('a');
  expect(nextCursor('gone', 'up', order)).toBe('a');
  expect([nextCursor('a', 'down', order), nextCursor('a', 'up', order), nextCursor('c', 'down', order)]).toEqual([
    'b',
    'a',
    'c',
  ]);
});

test('the cursor passes over empty columns and keeps its height where it can', () => {
  expect(nextCursor('c', 'right', order)).toBe('x');
  expect(nextCursor('x', 'left', order)).toBe('a');
  expect(nextCursor('x', 'right', order)).toBe('x');
  expect(nextCursor(null, 'down', { columnIds: [], cardIds: () => [] })).toBeNull();
});
