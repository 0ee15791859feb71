import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startScratchPostgres } from '../../../scripts/database/scratch-postgres.ts';
import { inRepository } from '../../../scripts/repository.ts';
import { eventually } from '../../support/eventually.ts';
import { type Contender, NAMES } from './contender.ts';
import { cpuOf } from './cpu.ts';
import { ownProgram, startProgram } from './program.ts';

const Y_WEBSOCKET = inRepository('node_modules/@y/websocket-server/src/server.js');

/** y-websocket's own server, everything in memory. */
export function startYWebsocket(): Promise<Contender> {
  return startProgram({ name: NAMES.yWebsocket, wire: 'y-websocket', file: Y_WEBSOCKET });
}

/** y-websocket's own server with its LevelDB persistence. */
export function startYWebsocketOnLevelDb(): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-leveldb-'));
  const cleanUp = async () => rmSync(folder, { recursive: true, force: true });
  const env = { YPERSISTENCE: folder };
  return startProgram({ name: NAMES.yWebsocketOnLevelDb, wire: 'y-websocket', file: Y_WEBSOCKET, env, cleanUp });
}

/** Takes whatever comes and does nothing with it: an attack's other target. */
export function startSink(): Promise<Contender> {
  return startProgram({ name: NAMES.sink, wire: 'y-websocket', ...ownProgram('sink') });
}

/** A bare relay. */
export function startRelay(): Promise<Contender> {
  return startProgram({ name: NAMES.relay, wire: 'relay', ...ownProgram('relay') });
}

/** The same, which gathers what a room hears in one turn of the event loop into one write for each socket: the floor. */
export function startBatchingRelay(): Promise<Contender> {
  return startProgram({ name: NAMES.batchingRelay, wire: 'relay', env: { BATCHING: '1' }, ...ownProgram('relay') });
}

/**
 * hocuspocus with its database extension on a PostgreSQL like ours: a cluster of its own, so that the two databases' CPU
 * can be told apart, with the same settings, and one process.
 */
export async function startHocuspocus(): Promise<Contender> {
  const postgres = await startScratchPostgres({ durable: true });
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query('create table document (name text primary key, data bytea not null)');
  const stored = async (rooms: readonly number[]) => {
    const names = rooms.map((room) => `room-${room}`);
    const { rows } = await client.query<{ count: string }>(
      'select count(*) from document where name = any($1) and length(data) > 1000',
      [names],
    );
    return Number(rows[0]?.count) === rooms.length;
  };
  return startProgram({
    name: NAMES.hocuspocus,
    wire: 'hocuspocus',
    ...ownProgram('hocuspocus'),
    env: { DATABASE_URL: postgres.url('postgres') },
    databaseCpu: () => cpuOf(postgres.pid),
    settled: async (rooms) => {
      await eventually('hocuspocus to store', () => stored(rooms), 60_000);
    },
    cleanUp: async () => {
      await client.end();
      await postgres.stop();
    },
  });
}

/** The floor of whoever stores before they forward, on a PostgreSQL of its own like ours. */
export async function startStoringRelay(): Promise<Contender> {
  const postgres = await startScratchPostgres({ durable: true });
  return startProgram({
    name: NAMES.storingRelay,
    wire: 'relay',
    ...ownProgram('storing-relay'),
    env: { DATABASE_URL: postgres.url('postgres') },
    databaseCpu: () => cpuOf(postgres.pid),
    cleanUp: () => postgres.stop(),
  });
}

/** Everybody but us: servers like ours, and below them relays, which no server of that kind can undercut. */
export const OTHERS: readonly (() => Promise<Contender>)[] = [
  startYWebsocket,
  startHocuspocus,
  startStoringRelay,
  startRelay,
  startBatchingRelay,
];
