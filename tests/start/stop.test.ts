import { expect, it } from 'vitest';
import { signIn } from '../support/client.ts';
import { createDatabase } from '../support/database.ts';
import { person } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';
import { openReplica, synced } from '../sync/replica.ts';

it('ends when it is told to, although its database has gone and an edit waits for it', async () => {
  const database = await createDatabase();
  const server = await startServer({ databaseUrl: database.url });
  const { api, token } = await signIn(server.url, person('dispatcher'));
  const { id } = await api.work.boards.create.mutate({ name: 'Left behind', kind: 'personal' });
  const replica = openReplica(server.webSocketUrl, `board/${id}`, token);
  await synced(replica);
  await database.drop();
  replica.doc.getMap('meta').set('note', 'never stored');
  await server.kill('SIGTERM');
  expect(server.logs()).toContain('"stopping"');
  expect(replica.provider.getStatus().save).not.toBe('saved');
  replica.provider.destroy();
});
