import { expect, test } from 'vitest';
import { RecentDocuments } from './RecentDocuments.ts';

test('keeps what was used last, within its bytes, and always the newest', () => {
  const recent = new RecentDocuments<string>(10);
  recent.keep('a', 'A', 4);
  recent.keep('b', 'B', 4);
  recent.keep('a', 'A2', 4);
  recent.keep('c', 'C', 4);
  expect(recent.take('b')).toBeUndefined();
  expect(recent.take('a')).toEqual({ value: 'A2', bytes: 4 });
  expect(recent.take('a')).toBeUndefined();
  recent.keep('d', 'D', 100);
  expect(recent.take('c')).toBeUndefined();
  expect(recent.take('d')).toEqual({ value: 'D', bytes: 100 });
});
