import { createCard } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { warningFullness } from '@muster/contract/work/boards';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxDocumentBytes } from '../../apps/server/src/collaboration/document-limits.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { closeDatabase, openDatabase } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { registerWork } from '../../apps/server/src/work/index.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { companies, person } from '../support/fixtures.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';
import { transact } from './edit-document.ts';

let database: TestDatabase;
let server: TestServer;
let owner: SignedIn;

beforeAll(async () => {
  registerWork();
  database = await createDatabase();
  // This process is one without sockets, as a worker is: it edits by way of the log alone.
  openDatabase(database.url);
  server = await startServer({ databaseUrl: database.url });
  owner = await signIn(server.url, person('dispatcher'));
});

afterAll(async () => {
  await server.stop();
  await closeDatabase();
  await database.drop();
});

async function openBoard(): Promise<Replica & { boardId: string; documentName: string }> {
  const { id, documentName } = await owner.api.work.boards.create.mutate({ name: 'Edited from afar', kind: 'team' });
  const replica = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(replica);
  return { ...replica, boardId: id, documentName };
}

describe('an edit by a process that serves no sockets', () => {
  test('reaches open screens and the rows, and builds on what they do', async () => {
    const screen = await openBoard();
    const titles = () =>
      readBoardContents(screen.doc)
        .cards.map((card) => card.title)
        .sort();
    const add = (title: string, doc = screen.doc) => {
      const edit = { userId: owner.userId, at: new Date().toISOString(), origin: null };
      createCard(doc, edit, { id: newId(), title, columnId: liveColumns(readColumns(doc))[0]?.id ?? '' });
    };
    add('Here');
    await saved(screen);
    const actor = systemActor(companies.north.id);
    await transact(screen.documentName, actor, (doc) => add('There', doc));
    await eventually('the screen shows it', () => titles().join() === 'Here,There');
    add('Here again');
    await saved(screen);
    const rows = () =>
      database.query<{ title: string }>('select title from card where board_id = $1 order by title', [screen.boardId]);
    await eventually('the rows follow', async () => (await rows()).length === 3);
    expect((await rows()).map((row) => row.title)).toEqual(['Here', 'Here again', 'There']);
    screen.provider.destroy();
  });
});

describe('a board that grows', () => {
  test('is said to be nearly full before its limit is reached', async () => {
    const screen = await openBoard();
    const fullness = async () => (await owner.api.work.boards.get.query({ id: screen.boardId })).fullness;
    expect(await fullness()).toBeLessThan(0.01);
    screen.doc.getText('notes').insert(0, 'x'.repeat(maxDocumentBytes * (warningFullness + 0.01)));
    await saved(screen);
    expect(await fullness()).toBeGreaterThan(warningFullness);
    screen.doc.getText('notes').insert(0, 'x'.repeat(maxDocumentBytes * 0.2));
    await eventually(
      'L1: what is too much is refused',
      () => screen.provider.getStatus().refusal?.code === 'document_too_large',
    );
    expect(screen.provider.getStatus().refusal?.reason).toMatch(/20 MB/);
    screen.provider.destroy();
  });
});
