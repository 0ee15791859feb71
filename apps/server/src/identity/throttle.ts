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

/**
 * Counts an attempt before it is looked at, so that many at once cannot outrun the count, and throws `throttled` while
 * the account or the address has to wait. It is in the database: a restart forgives nothing.
 */
export async function countAttempt(email: string, ipAddress: string): Promise<void> {
  await countFor('account', email);
  await countFor('address', ipAddress);
}

async function countFor(scope: Scope, value: string): Promise<void> {
  const key = keyOf(scope, value);
  const { rowCount } = await poolOf('muster_sign_in').query(
    `insert into sign_in_throttle as t (key, failures, window_start) values ($1, 1, now())
     on conflict (key) do update set
       failures = case when t.window_start < now() - $3::interval then 1 else t.failures + 1 end,
       window_start = case when t.window_start < now() - $3::interval then now() else t.window_start end,
       locked_until = case when t.window_start >= now() - $3::interval and t.failures + 1 >= $2
         then now() + least($3::interval, make_interval(secs => $4 * power(2, t.failures + 1 - $2))) end
     where t.locked_until is null or t.locked_until <= now()`,
    [key, limits[scope], window, firstWait],
  );
  if (rowCount === 0) throw await throttled(key);
}

async function throttled(key: string): Promise<MusterError> {
  const { rows } = await poolOf('muster_sign_in').query<{ wait: string }>(
    'select extract(epoch from locked_until - now()) * 1000 as wait from sign_in_throttle where key = $1',
    [key],
  );
  const retryAfter = Math.max(1_000, Math.ceil(Number(rows[0]?.wait ?? 0)));
  return new MusterError('throttled', 'There were too many failed sign-ins, so signing in is paused for a moment.', {
    action: `Wait ${Math.ceil(retryAfter / 1000)} seconds, then try again.`,
    retryAfter,
  });
}

/** A successful sign-in clears the account's count and takes its own attempt back from the address's. */
export async function clearAttempts(client: pg.PoolClient, email: string, ipAddress: string): Promise<void> {
  await client.query('delete from sign_in_throttle where key = $1', [keyOf('account', email)]);
  await client.query(
    'update sign_in_throttle set failures = greatest(failures - 1, 0), locked_until = null where key = $1',
    [keyOf('address', ipAddress)],
  );
}
