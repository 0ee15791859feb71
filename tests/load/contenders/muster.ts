import { existsSync } from 'node:fs';
import { type ApiClient, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { type Contender, NAMES } from './contender.ts';
import { cpuOf } from './cpu.ts';

const CREATING_AT_ONCE = 4;
/** The server makes a snapshot every 500 updates; the rest is the tail. */
const SNAPSHOT_EVERY = 500;

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

async function snapshotsReach(database: TestDatabase, boards: readonly string[], sequence: number): Promise<boolean> {
  const sql = `select count(*) from board join document_snapshot snapshot on snapshot.document_id = board.document_id
    where board.id = any($1) and snapshot.sequence >= $2`;
  const [row] = await database.query<{ count: string }>(sql, [boards, sequence]);
  return Number(row?.count) === boards.length;
}

/** Our server as `npm start` runs it, on a fresh database with full durability, with a board for each room. */
export async function startMuster(rooms: number): Promise<Contender> {
  const database = await createDatabase();
  const server: TestServer = await startServer({ databaseUrl: database.url, env: { LOG_LEVEL: 'warn' } });
  const { api, token } = await signIn(server.url, person('super_admin'));
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
    seat: (room) => {
      const document = `board/${boards[room]}`;
      return {
        address: `${server.webSocketUrl}/sync/${document}?token=${token}&muster=1`,
        wire: 'y-websocket',
        document,
      };
    },
    databaseCpu: () => cpuOf(postgres),
    restart: () => server.restart(),
    settled: async (concerned, updatesEach) => {
      const ids = concerned.map((room) => boards[room] ?? '');
      const sequence = updatesEach - SNAPSHOT_EVERY;
      await eventually('snapshots', () => snapshotsReach(database, ids, sequence), 60_000);
    },
    stop: async () => {
      await server.kill();
      await server.stop();
      await database.drop();
    },
  };
}
