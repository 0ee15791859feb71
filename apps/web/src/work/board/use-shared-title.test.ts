import { expect, test } from 'vitest';
import { shifted } from './use-shared-title.ts';

test('the caret stays behind its letter when others type or delete', () => {
  expect(shifted(4, 'Move piano', 'Please move piano')).toBe(11);
  expect(shifted(4, 'Move piano', 'Move piano now')).toBe(4);
  expect(shifted(10, 'Move piano', 'piano')).toBe(5);
  expect(shifted(2, 'Move piano', 'piano')).toBe(0);
});
