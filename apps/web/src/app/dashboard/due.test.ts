import { describe, expect, it } from 'vitest';
import { urgencyOf } from './due.ts';

const now = new Date(2026, 10, 21, 23, 30);

describe('urgencyOf', () => {
  it.each([
    ['2026-11-20', 'late', -1],
    ['2026-11-21', 'today', 0],
    ['2026-11-22', 'soon', 1],
    ['2026-11-28', 'soon', 7],
    ['2026-11-29', 'later', 8],
  ])('says that %s is %s late in the evening of the 21st', (dueAt, urgency, days) => {
    expect(urgencyOf(dueAt, now)).toEqual({ urgency, days });
  });

  it('knows cards without a date', () => {
    expect(urgencyOf(null, now).urgency).toBe('none');
  });
});
