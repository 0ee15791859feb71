import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive } from '../../scripts/postgres/process.ts';
import { type EmbeddedPostgres, freePort, startPostgres } from '../../scripts/postgres/server.ts';
import { eventually } from './eventually.ts';
import { furnish } from './stage.ts';

const DATABASE = 'muster';

/** A PostgreSQL of one test alone, with the settings of `npm start`: one that may be killed, starved and restarted. */
export interface OwnPostgres {
  /** For DATABASE_URL; migrated, with the people of fixtures.ts. Stays the same over restarts. */
  readonly url: string;
  /** SIGKILL to the postmaster and all of its children at once, as a machine that loses its power. */
  kill(): Promise<void>;
  /** Starts it again on the same port, unless it has survived, and waits until it has recovered. */
  restart(): Promise<void>;
  /** Runs SQL on a connection of its own, so that nothing of an earlier life is in the way. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** @param folder where it keeps its data; a temporary folder when not given, which is removed at the end */
export async function startOwnPostgres(folder?: string): Promise<OwnPostgres> {
  const home = folder ?? mkdtempSync(join(tmpdir(), 'muster-own-postgres-'));
  // PostgreSQL may have to run as another user, who must be able to enter.
  chmodSync(home, 0o711);
  const options = { dataFolder: join(home, 'data'), logFile: join(home, 'log'), port: await freePort() };
  let postgres = await startPostgres(options);
  await runAlone(postgres.url('postgres'), `create database ${DATABASE}`);
  const url = postgres.url(DATABASE);
  await furnish(url);
  return {
    url,
    kill: () => killWhole(postgres),
    restart: async () => {
      if (!(await isGone(postgres))) return;
      await postgres.stop();
      postgres = await startPostgres(options);
    },
    query: (sql, values) => runAlone(url, sql, values),
    stop: async () => {
      await postgres.stop();
      if (!folder) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Whether it has ended. After a failure that it may survive, that takes a moment to be seen: it answers, or it is gone. */
async function isGone(postgres: EmbeddedPostgres): Promise<boolean> {
  return eventually('PostgreSQL answers or is gone', async () => {
    if (!isAlive(postgres.pid)) return { gone: true };
    await runAlone(postgres.url('postgres'), 'select 1');
    return { gone: false };
  }).then(({ gone }) => gone);
}

async function killWhole(postgres: EmbeddedPostgres): Promise<void> {
  // Stopped first, so that it starts no child that the list does not have.
  process.kill(postgres.pid, 'SIGSTOP');
  const children = childrenOf(postgres.pid);
  for (const pid of [postgres.pid, ...children]) killIfThere(pid);
  await postgres.stop();
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Without /proc (macOS) there is no such list; children then end by themselves as soon as the postmaster is gone. */
function childrenOf(parent: number): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[1]);
  } catch {
    return undefined;
  }
}

async function runAlone<Row extends pg.QueryResultRow>(url: string, sql: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
