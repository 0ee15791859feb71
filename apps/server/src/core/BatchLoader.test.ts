import { expect, test } from 'vitest';
import { BatchLoader } from './BatchLoader.ts';

/** A query whose batches end when the test says so. */
function scripted() {
  const batches: { questions: readonly number[]; end: (error?: Error) => void }[] = [];
  let told: () => void = () => undefined;
  const loader = new BatchLoader<number, number>(
    (questions) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(questions.map((question) => question * 10)));
        batches.push({ questions, end });
        told();
      }),
  );
  const batch = async (index: number) => {
    while (batches.length <= index) await new Promise<void>((resolve) => (told = resolve));
    return batches[index] as (typeof batches)[number];
  };
  return { loader, batch };
}

test('the questions of one turn share a query', async () => {
  const { loader, batch } = scripted();
  const answers = Promise.all([1, 2, 2].map((question) => loader.load(question)));
  const first = await batch(0);
  expect(first.questions).toEqual([1, 2, 2]);
  first.end();
  expect(await answers).toEqual([10, 20, 20]);
});

test('what is asked while a query runs is not answered by it, but by the next, together', async () => {
  const { loader, batch } = scripted();
  const early = loader.load(1);
  const first = await batch(0);
  const late = Promise.all([loader.load(1), loader.load(3)]);
  first.end();
  expect(await early).toBe(10);
  const second = await batch(1);
  expect(second.questions).toEqual([1, 3]);
  second.end();
  expect(await late).toEqual([10, 30]);
});

test('a query that fails fails its own questions, and the next one is asked as ever', async () => {
  const { loader, batch } = scripted();
  const failing = Promise.allSettled([loader.load(1)]);
  const first = await batch(0);
  const next = loader.load(2);
  first.end(new Error('away'));
  expect(await failing).toMatchObject([{ status: 'rejected', reason: { message: 'away' } }]);
  (await batch(1)).end();
  expect(await next).toBe(20);
});
