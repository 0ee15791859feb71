import { createHash } from 'node:crypto';
import type pg from 'pg';
import { poolOf } from '../core/database/index.ts';
import { MusterError } from '../core/errors.ts';

/** After how many failures within a quarter of an hour an account, or an address, has to wait. */
const limits = { account: 5, address: 50 } as const;
const window = '15 minutes';
/** Seconds of the first wait; each further failure doubles it, up to the window. */
const firstWait = 15;

type Scope = keyof typeof limits;

function keyOf(scope: Scope, value: string): string {
  return `${scope}:${createHash('sha256').update(value).digest('hex')}`;
}

/** Throws `throttled` while the account or the address has to wait. It is in the database, so a restart forgives nothing. */
export async function assertNotThrottled(email: string, ipAddress: string): Promise<void> {
  const { rows } = await poolOf('muster_sign_in').query<{ wait: string }>(
    `select extract(epoch from max(locked_until) - now()) * 1000 as wait from sign_in_throttle
     where key = any($1) and locked_until > now()`,
    [[keyOf('account', email), keyOf('address', ipAddress)]],
  );
  const wait = Math.ceil(Number(rows[0]?.wait ?? 0));
  if (wait > 0) throw throttled(wait);
}

function throttled(wait: number): MusterError {
  const seconds = Math.ceil(wait / 1000);
  return new MusterError('throttled', 'There were too many failed sign-ins, so signing in is paused for a moment.', {
    action: `Wait ${seconds} seconds, then try again.`,
    retryAfter: wait,
  });
}

/** Counts a failed sign-in for the account and for the address. */
export async function recordFailure(email: string, ipAddress: string): Promise<void> {
  await countFailure('account', email);
  await countFailure('address', ipAddress);
}

async function countFailure(scope: Scope, value: string): Promise<void> {
  await poolOf('muster_sign_in').query(
    `insert into sign_in_throttle as t (key, failures, window_start) values ($1, 1, now())
     on conflict (key) do update set
       failures = case when t.window_start < now() - $3::interval then 1 else t.failures + 1 end,
       window_start = case when t.window_start < now() - $3::interval then now() else t.window_start end,
       locked_until = case when t.window_start >= now() - $3::interval and t.failures + 1 >= $2
         then now() + least($3::interval, make_interval(secs => $4 * power(2, t.failures + 1 - $2))) end`,
    [keyOf(scope, value), limits[scope], window, firstWait],
  );
}

/** A successful sign-in clears the account's count; the address keeps its own. */
export async function clearFailures(client: pg.PoolClient, email: string): Promise<void> {
  await client.query('delete from sign_in_throttle where key = $1', [keyOf('account', email)]);
}
