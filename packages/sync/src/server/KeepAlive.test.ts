import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeepAlive } from './KeepAlive.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function crowd(keepAlive: KeepAlive, count: number) {
  return Array.from({ length: count }, () => {
    const living = { beat: vi.fn() };
    return { ...living, leave: keepAlive.enter(living) };
  });
}

function beatsOf(people: readonly { beat: ReturnType<typeof vi.fn> }[]): number {
  return people.reduce((sum, { beat }) => sum + beat.mock.calls.length, 0);
}

test('H6: everybody is asked for a sign of life once in an interval, a few at a time', () => {
  const round = vi.fn();
  const keepAlive = new KeepAlive(10_000, round);
  const people = crowd(keepAlive, 1_000);
  const atOnce: number[] = [];
  for (let turn = 0; turn < 40; turn++) {
    const before = beatsOf(people);
    vi.advanceTimersByTime(250);
    atOnce.push(beatsOf(people) - before);
  }
  expect(people.every(({ beat }) => beat.mock.calls.length === 1)).toBe(true);
  expect(Math.max(...atOnce)).toBe(25);
  expect(round).toHaveBeenCalledTimes(1);
  keepAlive.stop();
});

test('H6: who has left is not asked, nor is anybody after the end', () => {
  const keepAlive = new KeepAlive(1_000, () => undefined);
  const [one, other] = crowd(keepAlive, 2);
  one?.leave();
  one?.leave();
  vi.advanceTimersByTime(3_000);
  expect(one?.beat).not.toHaveBeenCalled();
  expect(other?.beat).toHaveBeenCalledTimes(3);
  keepAlive.stop();
  vi.advanceTimersByTime(3_000);
  expect(other?.beat).toHaveBeenCalledTimes(3);
});

test('H6: an interval shorter than a turn is kept, too', () => {
  const keepAlive = new KeepAlive(100, () => undefined);
  const [only] = crowd(keepAlive, 1);
  vi.advanceTimersByTime(500);
  expect(only?.beat).toHaveBeenCalledTimes(5);
  keepAlive.stop();
});
