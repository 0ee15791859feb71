import { expect, test } from 'vitest';
import { PassQueue } from './PassQueue.ts';

test('runs as many at once as it may, in order, and says when it is empty', async () => {
  const queue = new PassQueue(2);
  const started: number[] = [];
  const finish: (() => void)[] = [];
  for (const number of [1, 2, 3]) {
    queue.add(() => {
      started.push(number);
      return new Promise((resolve) => finish.push(resolve));
    });
  }
  let empty = false;
  const emptied = queue.whenEmpty().then(() => {
    empty = true;
  });
  expect(started).toEqual([1, 2]);
  finish[1]?.();
  await expect.poll(() => started).toEqual([1, 2, 3]);
  expect(empty).toBe(false);
  finish[0]?.();
  finish[2]?.();
  await emptied;
  await new PassQueue(1).whenEmpty();
});
