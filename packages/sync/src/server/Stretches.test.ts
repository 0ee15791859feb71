import { expect, test } from 'vitest';
import { Stretches } from './Stretches.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** Counts turns of the event loop until told to stop. */
function turnCounter() {
  const counter = { turns: 0, running: true };
  void (async () => {
    for (; counter.running; counter.turns++) await nextTurn();
  })();
  return counter;
}

test('J10: long work goes on between the turns of everyone else, and in order', async () => {
  const counter = turnCounter();
  const done: number[] = [];
  const items = Array.from({ length: 320 }, (_, index) => index);
  const turns: number[] = [];
  await new Stretches().each(items, (item) => {
    spin(0.2);
    done.push(item);
    turns.push(counter.turns);
  });
  counter.running = false;
  expect(done).toEqual(items);
  // 16 steps of 0.2 ms are more than a stretch already.
  for (let index = 0; index < 304; index++) expect(turns[index + 16]).toBeGreaterThan(turns[index] ?? 0);
});

test('J10: those who have long work take turns, one stretch in each turn of the event loop', async () => {
  const counter = turnCounter();
  const stretches = new Stretches();
  const seen = new Map<number, Set<string>>();
  const work = (name: string) =>
    stretches.each(Array.from({ length: 160 }), () => {
      spin(0.2);
      seen.set(counter.turns, (seen.get(counter.turns) ?? new Set()).add(name));
    });
  await Promise.all([work('a'), work('b'), work('c')]);
  counter.running = false;
  const [, ...later] = [...seen.values()];
  expect(later.every((names) => names.size === 1)).toBe(true);
  expect(later.map(([...names]) => names[0]).slice(0, 6)).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
});

test('J10: what a step throws ends the work, and nobody else suffers from it', async () => {
  const stretches = new Stretches();
  const broken = stretches.each(Array.from({ length: 64 }), () => {
    spin(0.2);
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  const done: number[] = [];
  await stretches.each([1, 2], (item) => done.push(item));
  expect(done).toEqual([1, 2]);
});
