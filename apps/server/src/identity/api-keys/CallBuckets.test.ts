import { describe, expect, it } from 'vitest';
import { CallBuckets } from './CallBuckets.ts';

describe('a bucket of calls', () => {
  it('lets as many through as fit, then says when the next are there', () => {
    let now = 0;
    const buckets = new CallBuckets(60, () => now);
    expect(buckets.take('one', 59)).toBe(0);
    expect(buckets.take('one', 2)).toBe(1);
    expect(buckets.take('one', 1), 'what was refused took nothing').toBe(0);
    expect(buckets.take('one', 10)).toBe(10);
    now += 10_000;
    expect(buckets.take('one', 10)).toBe(0);
    expect(buckets.take('one', 1)).toBe(1);
  });

  it('never fills beyond a minute’s calls, and is each one’s own', () => {
    let now = 0;
    const buckets = new CallBuckets(60, () => now);
    now += 3_600_000;
    expect(buckets.take('one', 60)).toBe(0);
    expect(buckets.take('one', 1)).toBe(1);
    expect(buckets.take('two', 60)).toBe(0);
  });

  it('lets a batch that is larger than all of it through when it is full', () => {
    const buckets = new CallBuckets(60, () => 0);
    expect(buckets.take('one', 100)).toBe(0);
    expect(buckets.take('one', 100)).toBe(60);
  });
});
