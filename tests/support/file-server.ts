import { afterAll, beforeAll } from 'vitest';
import { createDatabase, type TestDatabase } from './database.ts';
import { type ServerOptions, startServer, type TestServer } from './server.ts';

/** What the tests of one file share. */
interface FileServer {
  database: TestDatabase;
  server: TestServer;
}

/**
 * A database and a server on it for all tests of one file: there once the file's own `beforeAll` runs, gone after its
 * `afterAll`. Call it at the head of the file.
 */
export function serverOfFile({ env }: Pick<ServerOptions, 'env'> = {}): FileServer {
  let made: FileServer | undefined;
  beforeAll(async () => {
    const database = await createDatabase();
    made = { database, server: await startServer({ databaseUrl: database.url, env }) };
  });
  afterAll(async () => {
    await made?.server.stop();
    await made?.database.drop();
  });
  return standIns(() => {
    if (!made) throw new Error('The server of this file stands from its first hook or test on, not while it is read.');
    return made;
  });
}

/** Both, by names that a file can hold from its head on. */
function standIns(made: () => FileServer): FileServer {
  return {
    database: {
      get url() {
        return made().database.url;
      },
      query: (sql, values) => made().database.query(sql, values),
      drop: () => made().database.drop(),
    },
    server: {
      get url() {
        return made().server.url;
      },
      get webSocketUrl() {
        return made().server.webSocketUrl;
      },
      get pid() {
        return made().server.pid;
      },
      get output() {
        return made().server.output;
      },
      logs: () => made().server.logs(),
      kill: (signal) => made().server.kill(signal),
      restart: () => made().server.restart(),
      stop: () => made().server.stop(),
    },
  };
}
