import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { RecentDocuments } from './RecentDocuments.ts';
import { memoryOf } from './yjs-bytes.ts';

const minute = 60_000;

/** A document with so many entries. */
function holding(entries: number): { doc: Y.Doc } {
  const doc = new Y.Doc();
  for (let count = 0; count < entries; count++) doc.getMap('entries').set(`${count}`, new Y.Map());
  return { doc };
}

const four = memoryOf(holding(4).doc, 0);

test('keeps what was used last, within its memory, and always the newest', () => {
  const recent = new RecentDocuments({ memory: 2.5 * four, keptFor: minute });
  const [a, b, c, d, large] = [holding(4), holding(4), holding(4), holding(4), holding(100)];
  recent.keep('a', a, 0);
  recent.keep('b', b, 0);
  recent.keep('a', d, 7);
  recent.keep('c', c, 0);
  expect(recent.take('b')).toBeUndefined();
  expect(recent.take('a')).toEqual({ value: d, bytes: 7 });
  expect(recent.take('a')).toBeUndefined();
  recent.keep('large', large, 0);
  expect(recent.take('c')).toBeUndefined();
  expect(recent.take('large')).toEqual({ value: large, bytes: 0 });
});

test('a document takes memory by what it consists of, and by the bytes of its texts', () => {
  expect(memoryOf(holding(8).doc, 0)).toBe(2 * four);
  expect(memoryOf(holding(4).doc, 1_000)).toBe(four + 1_000);
});

test('lets go of what nobody used for a while', async () => {
  const recent = new RecentDocuments({ memory: minute, keptFor: 20 });
  recent.keep('a', holding(1), 0);
  recent.keep('b', holding(1), 0);
  await expect.poll(() => recent.peek('a') ?? recent.peek('b')).toBeUndefined();
});
