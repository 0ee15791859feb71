import { expect, it } from 'vitest';
import { rateLimitHeaders } from './rate-limit.ts';

it('tells what is left, and when all of it is there again', () => {
  const headers = rateLimitHeaders({ requestsPerMinute: 60, available: 60, allowed: true }, 2);
  expect(headers).toEqual({
    'ratelimit-limit': '60',
    'ratelimit-policy': '60;w=60',
    'ratelimit-remaining': '58',
    'ratelimit-reset': '2',
  });
});

it('says when to come back once nothing is left, never with zero seconds', () => {
  const waiting = { requestsPerMinute: 30, allowed: false };
  expect(rateLimitHeaders({ ...waiting, available: 0.5 }, 3)).toMatchObject({
    'ratelimit-remaining': '0',
    'retry-after': '5',
  });
  expect(rateLimitHeaders({ ...waiting, available: 0.99 }, 1)).toMatchObject({ 'retry-after': '1' });
});
