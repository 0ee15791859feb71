import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LeftOutDocuments } from './LeftOutDocuments.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const wait = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

test('a document is left out for longer each time, others are not', () => {
  const leftOut = new LeftOutDocuments();
  for (const pause of [minute, 4 * minute, 16 * minute]) {
    expect(leftOut.add('one')).toBe(pause);
    expect(leftOut.ends).toEqual(new Map([['one', Date.now() + pause]]));
    wait(pause - 1);
    expect(leftOut.has('one')).toBe(true);
    expect(leftOut.has('another')).toBe(false);
    wait(1);
    expect(leftOut.has('one')).toBe(false);
    expect(leftOut.ends.size).toBe(0);
  }
});

test('no pause is longer than a day, and a day without one is forgiven', () => {
  const leftOut = new LeftOutDocuments();
  const pauses = Array.from({ length: 8 }, () => leftOut.add('one'));
  expect(pauses.slice(-2)).toEqual([day, day]);
  wait(2 * day + 1);
  expect(leftOut.add('one')).toBe(minute);
});
