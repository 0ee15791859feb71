import { MusterError } from '../../core/errors.ts';
import type { UsedKey } from './use-key.ts';

/** Names and values of the headers that tell a program how fast it may go on (draft-ietf-httpapi-ratelimit-headers). */
export function rateLimitHeaders(used: Pick<UsedKey, 'requestsPerMinute' | 'available' | 'allowed'>, calls: number) {
  const { requestsPerMinute, available, allowed } = used;
  const left = allowed ? available - calls : available;
  const perSecond = requestsPerMinute / 60;
  const headers: Record<string, string> = {
    'ratelimit-limit': String(requestsPerMinute),
    'ratelimit-policy': `${requestsPerMinute};w=60`,
    'ratelimit-remaining': String(Math.max(0, Math.floor(left))),
    // Seconds until all calls are there again.
    'ratelimit-reset': String(Math.ceil((requestsPerMinute - left) / perSecond)),
  };
  if (!allowed) headers['retry-after'] = String(waitFor(used, calls));
  return headers;
}

/** Whole seconds until so many calls are there. */
export function waitFor(
  { requestsPerMinute, available }: Pick<UsedKey, 'requestsPerMinute' | 'available'>,
  calls: number,
): number {
  const missing = Math.min(calls, requestsPerMinute) - available;
  return Math.max(1, Math.ceil(missing / (requestsPerMinute / 60)));
}

/** The refusal of calls that come too fast: what the limit is, and in how many seconds to try again. */
export function tooFast(limit: string, seconds: number): MusterError {
  return new MusterError('throttled', limit, {
    action: `Wait ${seconds} seconds, then try again.`,
    retryAfter: seconds * 1000,
  });
}
