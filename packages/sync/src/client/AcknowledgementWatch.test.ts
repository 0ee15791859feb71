import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AcknowledgementWatch } from './AcknowledgementWatch.ts';

const changed = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  changed.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('C8: what is not confirmed within three seconds waits', () => {
  test('is overdue after three seconds without any confirmation, and says so once', () => {
    const watch = new AcknowledgementWatch(changed);
    watch.note(1);
    vi.advanceTimersByTime(2_000);
    watch.note(2);
    vi.advanceTimersByTime(999);
    expect(watch.overdue).toBe(false);
    vi.advanceTimersByTime(1);
    expect(watch.overdue).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  test('is not overdue while confirmations come, however many changes follow', () => {
    const watch = new AcknowledgementWatch(changed);
    for (let second = 0; second < 30; second++) {
      watch.note(5);
      vi.advanceTimersByTime(1_000);
      watch.note(4);
    }
    expect(watch.overdue).toBe(false);
  });

  test('is over with the first confirmation', () => {
    const watch = new AcknowledgementWatch(changed);
    watch.note(3);
    vi.advanceTimersByTime(3_000);
    watch.note(2);
    expect(watch.overdue).toBe(false);
    watch.note(0);
    vi.advanceTimersByTime(60_000);
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
