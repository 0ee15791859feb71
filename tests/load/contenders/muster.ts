import { existsSync } from 'node:fs';
import type { ApiClient } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import type { Seat } from '../generator/wire.ts';
import { type Contender, NAMES } from './contender.ts';
import { cpuOf } from './cpu.ts';
import { signInOften } from './sessions.ts';
import { signInStrangers } from './strangers.ts';

const CREATING_AT_ONCE = 4;

/** Makes a board for each room. @returns their ids */
export async function createBoards(api: ApiClient, count: number): Promise<string[]> {
  const ids: string[] = [];
  const seats = Array.from({ length: count }, (_, seat) => seat).values();
  const worker = async () => {
    for (const seat of seats)
      ids[seat] = (await api.work.boards.create.mutate({ name: `Bench ${seat}`, kind: 'team' })).id;
  };
  await Promise.all(Array.from({ length: CREATING_AT_ONCE }, worker));
  return ids;
}

/** PostgreSQL's parent process, which every backend has for a parent. */
export async function postmaster(database: TestDatabase): Promise<number> {
  const [row] = await database.query<{ pid: string }>(
    "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid",
  );
  return Number(row?.pid ?? 0);
}

async function documentIds(database: TestDatabase, boards: readonly string[]): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>('select document_id as id from board where id = any($1)', [boards]);
  return rows.map(({ id }) => id);
}

function seatOf({ webSocketUrl }: TestServer, document: string, token: string): Seat {
  return { address: `${webSocketUrl}/sync/${document}?token=${token}&muster=1`, wire: 'y-websocket', document };
}

/** Our server as `npm start` runs it, on a fresh database with full durability, with a board for each room. */
export async function startMuster(rooms: number): Promise<Contender> {
  const database = await createDatabase();
  const server: TestServer = await startServer({ databaseUrl: database.url, env: { LOG_LEVEL: 'warn' } });
  const { api, tokenOf } = await signInOften(server.url);
  const boards = await createBoards(api, rooms);
  const postgres = await postmaster(database);
  return {
    name: NAMES.muster,
    get alive() {
      return existsSync(`/proc/${server.pid}`);
    },
    get pid() {
      return server.pid;
    },
    seat: (room) => seatOf(server, `board/${boards[room]}`, tokenOf(room)),
    strangerSeats: async (room, count) => {
      const tokens = await signInStrangers(database, person('super_admin'), count);
      return tokens.map((stranger) => seatOf(server, `board/${boards[room]}`, stranger));
    },
    databaseCpu: () => cpuOf(postgres),
    restart: () => server.restart(),
    settled: async (concerned) => {
      const ids = await documentIds(
        database,
        concerned.map((room) => boards[room] ?? ''),
      );
      for (const id of ids) await api.collaboration.liveDocuments.compact.mutate({ id });
    },
    stop: async () => {
      await server.kill();
      await server.stop();
      await database.drop();
    },
  };
}
