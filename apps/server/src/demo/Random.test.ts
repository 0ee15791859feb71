import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { Random } from './Random.ts';

const draws = (random: Random) => Array.from({ length: 50 }, () => random.integer(0, 1_000_000));

test('the same seed draws the same numbers, another seed others', () => {
  expect(draws(new Random('a'))).toEqual(draws(new Random('a')));
  expect(draws(new Random('a'))).not.toEqual(draws(new Random('b')));
});

test('a stream depends on its name and not on what was drawn before', () => {
  const random = new Random('a');
  const early = draws(random.stream('boards'));
  draws(random);
  expect(draws(random.stream('boards'))).toEqual(early);
  expect(draws(random.stream('people'))).not.toEqual(early);
});

test('whole numbers fall evenly between their bounds, both included', () => {
  const random = new Random('dice');
  const counts = [0, 0, 0, 0, 0, 0];
  for (let roll = 0; roll < 6_000; roll++) {
    const eyes = random.integer(1, 6);
    counts[eyes - 1] = (counts[eyes - 1] ?? 0) + 1;
  }
  for (const count of counts) expect(count).toBeGreaterThan(850);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(6_000);
});

test('samples hold different items, and no more than there are', () => {
  const random = new Random('sample');
  expect(new Set(random.sample([1, 2, 3], 3))).toEqual(new Set([1, 2, 3]));
  expect(random.sample([1, 2, 3], 9)).toHaveLength(3);
  expect(random.sample([1, 2, 3], -1)).toEqual([]);
  expect(() => random.pick([])).toThrow('nothing to pick');
});

test('ids are UUIDs of version 7 that sort by time', () => {
  const random = new Random('ids');
  const ids = [1, 2, 3].map((count) => random.id(Date.UTC(2026, 0, count)));
  for (const id of ids) expect([validate(id), version(id)]).toEqual([true, 7]);
  expect([...ids].sort()).toEqual(ids);
  expect(Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)).toBe(Date.UTC(2026, 0, 1));
});
