import { expect, test } from 'vitest';
import { inKnownOrder } from './in-known-order.ts';

const order = (items: string[], known: string[]) => inKnownOrder(items, (item) => item, known);

test('what was there stays where it was', () => {
  expect(order(['c', 'a', 'b'], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
});

test('what is new comes last, what is gone leaves no gap, and nothing comes twice', () => {
  expect(order(['d', 'c', 'a', 'a'], ['a', 'b', 'c'])).toEqual(['a', 'c', 'd']);
});
