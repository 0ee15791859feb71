import { expect, test } from 'vitest';
import { idSchema } from '../core/identifiers.ts';
import { newEntryId } from './board-id.ts';

test('ids are UUIDs of version 7 that sort by time', () => {
  const ids = [1_000, 2_000, 1_763_700_000_000].map((now) => newEntryId(now));
  for (const id of ids) expect(idSchema.parse(id)[14]).toBe('7');
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 1000 }, () => newEntryId(5))).size).toBe(1000);
});
