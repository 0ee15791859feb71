import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { RecentAnswers } from './RecentAnswers.ts';

/** Counts how often it is asked; each answer takes a while. */
function counter(milliseconds: number) {
  let asked = 0;
  return async () => {
    asked += 1;
    const number = asked;
    await delay(milliseconds);
    return number;
  };
}

test('who asks while an answer is looked for, or soon after, gets the same; others get their own', async () => {
  const answers = new RecentAnswers<number>();
  const find = counter(100);
  expect(await Promise.all([answers.get('a', find), answers.get('a', find)])).toEqual([1, 1]);
  expect(await answers.get('a', find)).toBe(1);
  expect(await answers.get('b', find)).toBe(2);
});

test('an answer that is found quickly is soon found anew', async () => {
  const answers = new RecentAnswers<number>();
  const find = counter(0);
  await answers.get('a', find);
  await expect.poll(() => answers.get('a', find)).toBeGreaterThan(1);
});

test('a failure is told to whoever waited, and not kept', async () => {
  const answers = new RecentAnswers<number>();
  const failing = () => Promise.reject(new Error('not now'));
  await expect(Promise.all([answers.get('a', failing), answers.get('a', failing)])).rejects.toThrow('not now');
  expect(await answers.get('a', counter(0))).toBe(1);
});
