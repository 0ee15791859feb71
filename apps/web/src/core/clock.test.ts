import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteServerTime, onClockChange, presentMoment } from './clock.ts';

const day = 24 * 60 * 60 * 1000;
const device = new Date('2026-08-14T09:00:00Z');

beforeEach(() => void vi.useFakeTimers({ now: device, toFake: ['Date'] }));

afterEach(() => {
  vi.setSystemTime(device);
  noteServerTime(device.toUTCString(), Date.now());
  vi.useRealTimers();
});

const told = (milliseconds: number) => new Date(device.getTime() + milliseconds).toUTCString();

test('a clock that is months behind is put right, and what shows times is told once', () => {
  const changed = vi.fn();
  onClockChange(changed);
  noteServerTime(told(100 * day), Date.now());
  noteServerTime(told(100 * day + 2_000), Date.now());
  expect(presentMoment()).toEqual(new Date(device.getTime() + 100 * day));
  expect(changed).toHaveBeenCalledTimes(1);
});

test('a clock that is ahead is put right, and is believed again once somebody has set it', () => {
  noteServerTime(told(-3 * day), Date.now());
  expect(presentMoment()).toEqual(new Date(device.getTime() - 3 * day));
  vi.setSystemTime(device.getTime() - 3 * day);
  noteServerTime(told(-3 * day), Date.now());
  expect(presentMoment()).toEqual(new Date(device.getTime() - 3 * day));
});

test('what answers cannot tell to the second changes nothing', () => {
  for (const milliseconds of [-59_000, 1_000, 59_000]) noteServerTime(told(milliseconds), Date.now());
  expect(presentMoment()).toEqual(device);
});

test('no time, nonsense and late answers are not listened to', () => {
  noteServerTime(null, Date.now());
  noteServerTime('yesterday', Date.now());
  noteServerTime(told(100 * day), Date.now() - 6_000);
  noteServerTime(told(100 * day), Date.now() + 10_000);
  expect(presentMoment()).toEqual(device);
});
