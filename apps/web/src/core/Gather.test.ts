import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gather } from './Gather.ts';

describe('Gather', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hands the first on at once and the rest together', () => {
    const seen: number[][] = [];
    const gather = new Gather<number>(500, (items) => seen.push([...items]));
    gather.add([1]);
    gather.add([2]);
    gather.add([3]);
    expect(seen).toEqual([[1]]);
    vi.advanceTimersByTime(500);
    expect(seen).toEqual([[1], [2, 3]]);
  });

  it('is quick again after a quiet time', () => {
    const seen: number[][] = [];
    const gather = new Gather<number>(500, (items) => seen.push([...items]));
    gather.add([1]);
    vi.advanceTimersByTime(2_000);
    gather.add([2]);
    expect(seen).toEqual([[1], [2]]);
  });

  it('hands nothing on once closed', () => {
    const seen: number[][] = [];
    const gather = new Gather<number>(500, (items) => seen.push([...items]));
    gather.add([1]);
    gather.add([2]);
    gather.close();
    vi.advanceTimersByTime(2_000);
    expect(seen).toEqual([[1]]);
  });
});
