import pg from 'pg';
import { type ApiClient, signIn } from '../support/client.ts';
import { createDatabase } from '../support/database.ts';
import { person } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';
import { setStage } from '../support/stage.ts';
import type { Contender } from './contenders.ts';
import { cpuOfFamily, parentOf } from './cpu.ts';

const CREATING_AT_ONCE = 4;

/** Our server as `npm start` runs it, with PostgreSQL, and what the benchmark needs to know about its database. */
export interface Muster extends Contender {
  /** The sequence number up to which a board's snapshot reaches. */
  snapshotOf(room: number): Promise<number>;
}

async function createBoards(api: ApiClient, count: number): Promise<string[]> {
  const ids: string[] = [];
  const seats = Array.from({ length: count }, (_, seat) => seat).values();
  const worker = async () => {
    for (const seat of seats)
      ids[seat] = (await api.work.boards.create.mutate({ name: `Bench ${seat}`, kind: 'team' })).id;
  };
  await Promise.all(Array.from({ length: CREATING_AT_ONCE }, worker));
  return ids;
}

/** PostgreSQL's parent process; its children do the work. */
async function postmaster(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return parentOf(rows[0]?.pid ?? 0);
}

/** Builds and starts the server on a fresh database, with a board for each room. */
export async function startMuster(rooms: number): Promise<Muster> {
  const strike = await setStage();
  const database = await createDatabase();
  const server = await startServer({ databaseUrl: database.url, env: { LOG_LEVEL: 'warn' } });
  const { api, token } = await signIn(server.url, person('super_admin'));
  const boards = await createBoards(api, rooms);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const postgres = await postmaster(client);
  return {
    name: 'muster',
    joins: true,
    get pid() {
      return server.pid;
    },
    address: (room) => `${server.webSocketUrl}/sync/board/${boards[room]}?token=${token}`,
    databaseCpu: () => cpuOfFamily(postgres),
    restart: () => server.restart(),
    snapshotOf: async (room) => {
      const sql = `select snapshot.sequence from document_snapshot snapshot
        join board on board.document_id = snapshot.document_id where board.id = $1`;
      const { rows } = await client.query<{ sequence: string }>(sql, [boards[room]]);
      return Number(rows[0]?.sequence ?? 0);
    },
    stop: async () => {
      await server.stop();
      await client.end();
      await database.drop();
      await strike();
    },
  };
}
