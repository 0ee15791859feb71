import pg from 'pg';
import { log } from '../log.ts';

/**
 * The PostgreSQL roles that the server works under. None can bypass row-level security; each can reach only what its
 * job needs (prisma/migrations, "Hand-written"). The login user is only ever used to become one of them.
 */
export type DatabaseRole =
  | 'muster_app'
  | 'muster_projection'
  | 'muster_sync'
  | 'muster_relay'
  | 'muster_sign_in'
  | 'muster_retention'
  | 'muster_rotation'
  | 'muster_operator';

const poolSizes: Record<DatabaseRole, number> = {
  muster_app: 8,
  muster_projection: 2,
  muster_sync: 3,
  muster_relay: 2,
  muster_sign_in: 3,
  muster_retention: 1,
  muster_rotation: 2,
  muster_operator: 2,
};

/** Work that has connections of its own: copying cannot be pipelined. */
type Lane = 'copy';

const laneSize = 2;

const pools = new Map<string, pg.Pool>();
let databaseUrl: string | undefined;

/** Names the database; connections are made on first use. */
export function openDatabase(url: string): void {
  databaseUrl = url;
}

/** Options of a connection that starts its life in `role`. */
export function connectionOptions(role: DatabaseRole): pg.ClientConfig {
  if (!databaseUrl) throw new Error('openDatabase() must be called before the database is used.');
  return { connectionString: databaseUrl, options: `-c role=${role}`, application_name: role };
}

/** The pool of connections that work under `role`, or its own pool of a `lane` of that role. */
export function poolOf(role: DatabaseRole, lane?: Lane): pg.Pool {
  const key = lane ? `${role} ${lane}` : role;
  const existing = pools.get(key);
  if (existing) return existing;
  const pipeline = lane === undefined;
  const pool = new pg.Pool({ ...connectionOptions(role), max: lane ? laneSize : poolSizes[role], pipeline });
  // An idle connection that dies is replaced on the next use; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ role, error: error.message }, 'an idle database connection was lost'));
  // Likewise one that dies at work: its query fails and is dealt with there, but the connection itself also speaks up.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ role, error: error.message }, 'a database connection was lost'));
  });
  pools.set(key, pool);
  return pool;
}

/** Ends all connections; enough for a thread or process that uses no tenant's client. */
export async function closePools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.end()));
}
