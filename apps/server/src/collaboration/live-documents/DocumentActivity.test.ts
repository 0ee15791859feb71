import { expect, test } from 'vitest';
import { DocumentActivity } from './DocumentActivity.ts';

const minute = 60_000;

function withClock() {
  const clock = { now: 5 * minute };
  return { clock, activity: new DocumentActivity(() => clock.now) };
}

test('changes count for a minute, and those of the minute before in part', () => {
  const { clock, activity } = withClock();
  for (let count = 0; count < 10; count++) activity.changed('a');
  activity.changed('b');
  expect(activity.changesPerMinute(['a'])).toBe(10);
  expect(activity.changesPerMinute(['a', 'b'])).toBe(11);
  clock.now += minute;
  activity.changed('a');
  expect(activity.changesPerMinute(['a'])).toBe(11);
  clock.now += minute / 2;
  expect(activity.changesPerMinute(['a'])).toBe(6);
  clock.now += 2 * minute;
  expect(activity.changesPerMinute(['a'])).toBe(0);
  expect(activity.documentIds()).toEqual([]);
});

test('refusals count for an hour, by reason, and only those of the documents asked for', () => {
  const { clock, activity } = withClock();
  activity.refused('a', 'read_only');
  activity.refused('a', 'incomplete');
  clock.now += 30 * minute;
  activity.refused('b', 'read_only');
  activity.refused('a', 'incomplete');
  expect(activity.documentIds()).toEqual(['a', 'b']);
  expect(activity.refusals(new Set(['a', 'b']))).toEqual([
    { code: 'read_only', count: 2 },
    { code: 'incomplete', count: 2 },
  ]);
  expect(activity.refusals(new Set(['b']))).toEqual([{ code: 'read_only', count: 1 }]);
  clock.now += 45 * minute;
  expect(activity.refusals(new Set(['a', 'b']))).toEqual([
    { code: 'incomplete', count: 2 },
    { code: 'read_only', count: 1 },
  ]);
  clock.now += 60 * minute;
  expect(activity.documentIds()).toEqual([]);
});
