import { newId } from '../../apps/server/src/core/identifiers.ts';
import { signIn } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { companies, person } from '../support/fixtures.ts';
import type { TestServer } from '../support/server.ts';
import type { ForeignIds } from './foreign-inputs.ts';

/** A company with one of everything that a stranger could try to reach. */
export async function makeVictim(server: TestServer, database: TestDatabase): Promise<ForeignIds> {
  const manager = await signIn(server.url, person('manager'));
  const { api } = manager;
  const board = await api.work.boards.create.mutate({
    name: 'Confidential board',
    kind: 'team',
    tenantAccess: 'editor',
  });
  const documentName = `board/${board.id}`;
  const { id: cardId } = await api.work.cards.create.mutate({ boardId: board.id, title: 'Confidential card' });
  const { id: versionId } = await api.collaboration.versions.create.mutate({
    documentName,
    name: 'Confidential version',
  });
  const card = await eventually('the card is projected', () =>
    api.work.cards.get.query({ id: cardId }).catch(() => null),
  );
  const sessions = await api.identity.sessions.list.query({});
  const notificationId = newId();
  await database.query(
    `insert into notification (tenant_id, id, user_id, kind, payload) values ($1, $2, $3, 'board.shared', '{}')`,
    [companies.north.id, notificationId, manager.userId],
  );
  const readState = () => stateOf(database, companies.north.id);
  return {
    tenantId: companies.north.id,
    userId: manager.userId,
    sessionId: sessions.items[0]?.id ?? '',
    notificationId,
    boardId: board.id,
    cardId,
    columnId: card.columnId,
    versionId,
    documentName,
    secrets: ['Confidential board', 'Confidential card', companies.north.name, person('manager').name],
    victimToken: manager.token,
    readState,
    stateBefore: await readState(),
  };
}

async function stateOf(database: TestDatabase, tenantId: string): Promise<string> {
  const tables = [
    'user',
    'board',
    'board_member',
    'board_column',
    'card',
    'document_version',
    'document_update',
    'notification',
  ];
  const states: string[] = [];
  for (const table of tables) {
    const rows = await database.query<{ state: string }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as state from "${table}" t where tenant_id = $1`,
      [tenantId],
    );
    states.push(`${table}: ${rows[0]?.state}`);
  }
  return states.join('\n');
}
