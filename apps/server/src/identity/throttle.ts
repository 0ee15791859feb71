import { createHash } from 'node:crypto';
import { poolOf } from '../core/database/index.ts';
import { MusterError } from '../core/errors.ts';
import { networkOf } from './sign-in/device-place.ts';

/**
 * After how many attempts within a quarter of an hour one has to wait: at one account, from one address, from one
 * network, at one person's second factor, or for mails to one address. What succeeds is taken back (except mails).
 */
const limits = { account: 5, address: 50, network: 200, factor: 5, mail: 3 } as const;
const window = '15 minutes';
/** Seconds of the first wait; each further failure doubles it, up to the window. */
const firstWait = 15;

type Scope = keyof typeof limits;

/** Something that attempts are counted for. */
export interface Counted {
  scope: Scope;
  value: string;
}

/** Where an attempt comes from: its address, and the network around it, which one machine can hold the whole of. */
export function originOf(ipAddress: string): Counted[] {
  return [
    { scope: 'address', value: ipAddress },
    { scope: 'network', value: networkOf(ipAddress) ?? ipAddress },
  ];
}

function keyOf({ scope, value }: Counted): string {
  return `${scope}:${createHash('sha256').update(value).digest('hex')}`;
}

/**
 * Counts an attempt before it is looked at, so that many at once cannot outrun the count, and throws `throttled` while
 * one of what it is counted for has to wait. It is in the database: a restart forgives nothing.
 */
export async function countAttempt(counted: readonly Counted[]): Promise<void> {
  for (const each of counted) await countFor(each);
}

async function countFor(counted: Counted): Promise<void> {
  const key = keyOf(counted);
  const { rowCount } = await poolOf('muster_sign_in').query(
    `insert into sign_in_throttle as t (key, failures, window_start) values ($1, 1, now())
     on conflict (key) do update set
       failures = case when t.window_start < now() - $3::interval then 1 else t.failures + 1 end,
       window_start = case when t.window_start < now() - $3::interval then now() else t.window_start end,
       locked_until = case when t.window_start >= now() - $3::interval and t.failures + 1 >= $2
         then now() + least($3::interval, make_interval(secs => $4 * power(2, least(t.failures + 1 - $2, 20)))) end
     where t.locked_until is null or t.locked_until <= now()`,
    [key, limits[counted.scope], window, firstWait],
  );
  if (rowCount === 0) throw await throttled(key);
}

async function throttled(key: string): Promise<MusterError> {
  const { rows } = await poolOf('muster_sign_in').query<{ wait: string }>(
    'select extract(epoch from locked_until - now()) * 1000 as wait from sign_in_throttle where key = $1',
    [key],
  );
  const retryAfter = Math.max(1_000, Math.ceil(Number(rows[0]?.wait ?? 0)));
  return new MusterError('throttled', 'There were too many attempts, so this is paused for a moment.', {
    action: `Wait ${Math.ceil(retryAfter / 1000)} seconds, then try again.`,
    retryAfter,
  });
}

/** A success clears the count of the account and of the factor; of the address and the network only its own attempt. */
export async function forgiveAttempt(counted: readonly Counted[]): Promise<void> {
  const shared = (each: Counted) => each.scope === 'address' || each.scope === 'network';
  const pool = poolOf('muster_sign_in');
  await pool.query('delete from sign_in_throttle where key = any($1)', [
    counted.filter((each) => !shared(each)).map(keyOf),
  ]);
  await pool.query(
    'update sign_in_throttle set failures = greatest(failures - 1, 0), locked_until = null where key = any($1)',
    [counted.filter(shared).map(keyOf)],
  );
}
