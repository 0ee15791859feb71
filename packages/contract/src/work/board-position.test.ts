import { describe, expect, test } from 'vitest';
import { comparePositions, firstPositions, indexAfter, isPosition, positionsAt } from './board-position.ts';

const row = (...positions: string[]) =>
  positions.map((position, at) => ({ id: String(at), position })).sort(comparePositions);

function afterInserting(siblings: { id: string; position: string }[], index: number, count: number): string[] {
  const { inserted, moved } = positionsAt(siblings, index, count);
  const all = siblings.map((sibling) => ({ ...sibling, position: moved.get(sibling.id) ?? sibling.position }));
  return [...all, ...inserted.map((position, at) => ({ id: `new${at}`, position }))]
    .sort(comparePositions)
    .map((entry) => entry.id);
}

describe('positionsAt', () => {
  test('inserts between neighbours without moving them', () => {
    const { inserted, moved } = positionsAt(row('a0', 'a1'), 1, 2);
    expect(inserted).toHaveLength(2);
    expect(inserted.every((position) => position > 'a0' && position < 'a1')).toBe(true);
    expect(moved.size).toBe(0);
  });

  test.each([
    ['equal positions', row('a0', 'a1', 'a1', 'a1', 'a2')],
    ['unreadable positions', row('', '!', 'a0', 'zzz', 'a1')],
    ['only unreadable positions', row('', '', '')],
  ])('puts things exactly at the index among %s', (_name, siblings) => {
    for (let index = 0; index <= siblings.length; index++) {
      const ids = siblings.map((sibling) => sibling.id);
      expect(afterInserting(siblings, index, 2)).toEqual(ids.toSpliced(index, 0, 'new0', 'new1'));
    }
  });

  test('stays short when one place is inserted into a thousand times', () => {
    let siblings = row(...firstPositions(2));
    for (let round = 0; round < 1000; round++) {
      const { inserted } = positionsAt(siblings, 1, 1);
      siblings = [siblings[0], { id: `n${round}`, position: inserted[0] ?? '' }, ...siblings.slice(1)].filter(
        (one) => !!one,
      );
    }
    expect(Math.max(...siblings.map((sibling) => sibling.position.length))).toBeLessThan(220);
  });
});

test('isPosition accepts what the index library can continue', () => {
  expect(['a0', 'Zz', 'a0V'].every(isPosition)).toBe(true);
  expect([null, '', '0', 'a', 'a00', 3].some(isPosition)).toBe(false);
});

test('indexAfter knows top, bottom and a neighbour', () => {
  const siblings = row('a0', 'a1');
  expect([null, undefined, '0', 'gone'].map((id) => indexAfter(siblings, id))).toEqual([0, 2, 1, 2]);
});
