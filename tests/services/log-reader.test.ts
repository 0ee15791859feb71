import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { startServer, type TestServer } from '../support/server.ts';

let database: TestDatabase;
let server: TestServer;

beforeEach(async () => {
  database = await createDatabase();
  server = await startServer({ databaseUrl: database.url });
});

afterEach(async () => {
  await server.kill();
  await database.drop();
});

const answers = () => fetch(`${server.url}/readyz`).then(({ ok }) => ok);

/** More bytes than fit into a pipe that nobody reads. */
async function fillTheLog(): Promise<void> {
  const path = `${server.url}/nowhere/${'x'.repeat(10_000)}`;
  await Promise.all(Array.from({ length: 100 }, () => fetch(path)));
  expect(await answers()).toBe(true);
}

it('goes on working after the reader of its log has died, and ends when it is told to', async () => {
  server.output?.destroy();
  await fillTheLog();
  await server.kill('SIGTERM');
});

it('goes on working while nobody reads its log, and ends although the reader then dies over the last lines', async () => {
  server.output?.pause();
  await fillTheLog();
  const ended = server.kill('SIGTERM');
  await eventually('it answers no more', () =>
    answers()
      .catch(() => 'gone')
      .then((answer) => answer === 'gone'),
  );
  server.output?.destroy();
  await ended;
});
