import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import pg from 'pg';
import { errorCode } from '../problem.ts';
import { type Account, postgresAccount } from './account.ts';
import { postgresBinaries } from './binaries.ts';
import { brokenFolder, CLUSTER_OWNER, clusterExists, clusterPassword, createCluster, diskFull } from './cluster.ts';
import { type LockMended, mendPostmasterLock } from './lock.ts';
import { waitUntil } from './process.ts';
import { removeSockets, socketFolder } from './socket.ts';

export interface PostgresOptions {
  /** Absolute path; the cluster is made when there is none. */
  dataFolder: string;
  /** Where PostgreSQL writes its log. */
  logFile: string;
  /** For throw-away databases: no waiting for the disk. */
  throwAway?: boolean;
  /** Port of the loopback interface; a free one when not given. */
  port?: number;
}

/** A running PostgreSQL that belongs to this process. */
export interface EmbeddedPostgres {
  readonly pid: number;
  /** Whether the cluster was made by this start. */
  readonly created: boolean;
  readonly mended: LockMended;
  /** Address of a database, for DATABASE_URL; through a socket of this machine where there is one. */
  url(database: string): string;
  /** Settles when the process ends, also unasked. */
  readonly exited: Promise<number | null>;
  /** Fast shutdown: connections are closed, everything committed stays. Safe to call twice. */
  stop: () => Promise<void>;
}

/** Starts PostgreSQL on the loopback interface and on a socket in its data folder. @throws StartProblem with what to do */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder } = options;
  const binaries = await postgresBinaries();
  const account = postgresAccount(dataFolder, [binaries.postgres]);
  const created = !clusterExists(dataFolder);
  if (created) await createCluster(dataFolder, binaries.initdb, account, options.throwAway ? ['--no-sync'] : []);
  const mended = await mendPostmasterLock(dataFolder);
  removeSockets(dataFolder);
  const port = options.port ?? (await freePort());
  const child = spawnPostgres(binaries.postgres, account, options, port);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const socket = socketFolder(dataFolder);
  const query = socket === undefined ? '' : `?host=${encodeURIComponent(socket)}`;
  const url = (database: string) =>
    `postgres://${CLUSTER_OWNER}:${clusterPassword(dataFolder)}@127.0.0.1:${port}/${database}${query}`;
  await waitForConnections(child, url('postgres'), options);
  const watchdog = watchOver(child);
  const stop = async () => {
    child.ref();
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await exited;
    watchdog?.kill('SIGKILL');
  };
  return { pid: child.pid ?? 0, created, mended, url, exited, stop };
}

function spawnPostgres(postgres: string, account: Account, options: PostgresOptions, port: number): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFolder(options.dataFolder) ?? '',
    port: String(port),
    max_connections: '200',
    shared_buffers: '64MB',
    jit: 'off',
    ...(options.throwAway ? { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program = '', ...args] = [...account.prefix, postgres, '-D', options.dataFolder, ...flags];
  const log = openSync(options.logFile, 'a');
  // Its own process group: Ctrl-C in the terminal must reach the launcher only, which stops things in order.
  const child = spawn(program, args, {
    cwd: dirname(options.dataFolder),
    ...account.identity,
    stdio: ['ignore', log, log],
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
  });
  closeSync(log);
  return child;
}

/** Ends a program when this process is killed: the shell's input ends with us. */
export function watchOver(child: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const script = 'read -r _; kill -INT "$1"';
  const watchdog = spawn('/bin/sh', ['-c', script, 'sh', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  for (const each of [child, watchdog]) each.unref();
  return watchdog;
}

async function waitForConnections(child: ChildProcess, url: string, options: PostgresOptions): Promise<void> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  await waitUntil(async () => ended() || (await accepts(url)), 60_000);
  if (!ended()) return;
  const log = readFileSync(options.logFile, 'utf8').trim().split('\n');
  const reason = log.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? log.at(-1) ?? 'no reason given';
  if (reason.includes('No space left on device')) throw diskFull(reason);
  throw brokenFolder(options.dataFolder, `PostgreSQL says "${reason.replace(/^.*(FATAL|PANIC):\s*/, '')}"`);
}

/** Nobody listens, no socket is there, and 57P03: still recovering from a crash. */
const NOT_YET = new Set(['ECONNREFUSED', 'ENOENT', '57P03']);

async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (NOT_YET.has(errorCode(error) ?? '')) return false;
    throw error;
  }
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
