import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiClient } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';

let database: TestDatabase;
let demo: TestServer;

beforeAll(async () => {
  database = await createDatabase();
  demo = await startServer({ databaseUrl: database.url, env: { MUSTER_DEMO: '1' } });
});

afterAll(async () => {
  await demo.stop();
  await database.drop();
});

it('shows the mail of the demo, with links to click, and exists nowhere else', async () => {
  await apiClient(demo.url).identity.passwordReset.request.mutate({ email: person('sales').email });
  const page = await eventually('the mail is in the mailbox', async () => {
    const html = await (await fetch(`${demo.url}/dev/mail`)).text();
    return html.includes(person('sales').email) && html;
  });
  expect(page).toMatch(/<a href="http:\/\/localhost:\d+\/reset-password#token=[\w-]{43}">/);
  await demo.stop();
  const real = await startServer({ databaseUrl: database.url });
  expect((await fetch(`${real.url}/dev/mail`)).status).toBe(404);
  await real.stop();
});
