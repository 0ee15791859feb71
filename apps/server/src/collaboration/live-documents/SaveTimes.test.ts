import { expect, test } from 'vitest';
import { SaveTimes } from './SaveTimes.ts';

test('nothing is said before anything was stored', () => {
  expect(new SaveTimes().quantiles()).toBeNull();
});

test('the last thousand count, the oldest ones no more', () => {
  const times = new SaveTimes();
  for (let count = 0; count < 1_000; count++) times.add(900);
  for (let count = 0; count < 980; count++) times.add(5);
  for (let count = 0; count < 20; count++) times.add(50);
  expect(times.quantiles()).toEqual({ median: 5, slowest: 50 });
});
