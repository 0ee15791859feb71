import { describe, expect, test } from 'vitest';
import { isVersionDue, versionsToThin } from './version-ages.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const hours = 60;
const days = 24 * hours;

describe('a version of its own accord is due', () => {
  test.each([
    ['when editing has paused for ten minutes', 5, ago(10), { sequence: 4, createdAt: ago(30) }, true],
    ['not in the middle of a burst', 5, ago(1), { sequence: 4, createdAt: ago(30) }, false],
    ['in a burst that goes on for an hour', 5, ago(0), { sequence: 4, createdAt: ago(60) }, true],
    ['not when nothing was edited since the newest', 5, ago(600), { sequence: 5, createdAt: ago(600) }, false],
  ])('%s', (_name, sequence, editedAt, newest, expected) => {
    expect(isVersionDue({ sequence, editedAt, newest }, now)).toBe(expected);
  });
});

describe('thinning', () => {
  const every = (step: number, from: number, to: number) =>
    Array.from({ length: Math.floor((to - from) / step) }, (_, index) => {
      const minutes = from + index * step;
      return { id: `${minutes}`, createdAt: ago(minutes) };
    });

  test('keeps all of a day, then one an hour, one a day, one a week, and none of more than a year', () => {
    const versions = every(20, 10, 400 * days);
    const gone = new Set(versionsToThin(versions, now));
    const kept = versions.filter(({ id }) => !gone.has(id)).map(({ id }) => Number(id));
    const between = (from: number, to: number) => kept.filter((age) => age >= from && age < to).length;
    expect(between(0, 1 * days)).toBe(72);
    expect(between(1 * days, 7 * days)).toBeCloseTo(6 * 24, -1);
    expect(between(7 * days, 30 * days)).toBeCloseTo(23, -1);
    expect(between(30 * days, 365 * days)).toBeCloseTo(48, -1);
    expect(between(365 * days, 400 * days)).toBe(0);
  });

  test('asked again, takes nothing more', () => {
    const versions = every(20, 10, 40 * days);
    const gone = new Set(versionsToThin(versions, now));
    expect(
      versionsToThin(
        versions.filter(({ id }) => !gone.has(id)),
        now,
      ),
    ).toEqual([]);
  });
});
