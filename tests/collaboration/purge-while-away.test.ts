import { createCard, deleteCard, restoreCard, setCardTitle } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { purgeDeletedContent } from '../../apps/server/src/collaboration/index.ts';
import { closeDatabase, openDatabase } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { registerWork } from '../../apps/server/src/work/index.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { contentsOf } from '../sync/crash/board-edits.ts';
import { expectRowsToFollow } from '../sync/crash/rows-follow.ts';
import { storedDocument } from '../sync/crash/stored-board.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';
import { placesOf } from './places-of.ts';

const { database, server } = serverOfFile();
const day = 24 * 60 * 60 * 1000;
const secret = 'Zanzibarkommode';
let owner: SignedIn;
let documentName: string;
/** Somebody who stays, and somebody who goes offline. */
let here: Replica;
let away: Replica;

beforeAll(async () => {
  registerWork();
  // This process purges as another server would.
  openDatabase(database.url);
  owner = await signIn(server.url, person('dispatcher'));
});

afterAll(closeDatabase);

beforeEach(async () => {
  ({ documentName } = await owner.api.work.boards.create.mutate({ name: 'Purged', kind: 'team' }));
  [here, away] = [await open(), await open()];
  return () => {
    for (const { provider } of [here, away]) provider.destroy();
  };
});

async function open(): Promise<Replica> {
  const replica = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(replica);
  return replica;
}

const daysAgo = (days: number) => ({
  userId: owner.userId,
  at: new Date(Date.now() - days * day).toISOString(),
  origin: null,
});

function addCard({ doc }: Replica, title: string): string {
  const id = newId();
  const columnId = liveColumns(readColumns(doc))[0]?.id ?? '';
  createCard(doc, daysAgo(200), { id, title, columnId, description: `${title} ${title}` });
  return id;
}

const titles = ({ doc }: Replica) => contentsOf(doc).cards.map((card) => card.title);

async function sameOnBothScreens(): Promise<void> {
  const shown = ({ doc }: Replica) => JSON.stringify(contentsOf(doc));
  await eventually('both show the same', () => shown(here) === shown(away));
}

/** How a device that was away comes back. */
const returns: [string, () => void][] = [
  ['has it in memory', () => away.provider.connect()],
  ['reloads, and reads its local copy first', () => reopen((doc, copy) => Y.applyUpdate(doc, copy, 'local copy'))],
  [
    'reloads, and has connected before its local copy is read',
    () =>
      reopen((doc, copy, { provider }) => {
        // What is read now is sent whole: the server has not told yet what it has.
        provider.on('status', ({ status }) => status === 'connected' && Y.applyUpdate(doc, copy, 'local copy'));
      }),
  ],
];

function reopen(read: (doc: Y.Doc, copy: Uint8Array, replica: Replica) => void): void {
  const copy = Y.encodeStateAsUpdate(away.doc);
  away.provider.destroy();
  away = openReplica(server.webSocketUrl, documentName, owner.token);
  read(away.doc, copy, away);
}

describe('what was removed for good while a device was offline', () => {
  test.each(returns)('does not come back with it when it %s', async (_how, comeBack) => {
    const [gone, live] = [addCard(here, secret), addCard(here, 'Sofa')];
    addComment(here.doc, daysAgo(200), gone, { id: newId(), text: `About ${secret}` });
    await saved(here);
    await sameOnBothScreens();
    away.provider.disconnect();
    setCardTitle(away.doc, daysAgo(0), live, 'Sofa bed');
    setCardTitle(away.doc, daysAgo(0), gone, `${secret}, blue`);
    addComment(away.doc, daysAgo(0), gone, { id: newId(), text: 'Two doors' });
    addCard(away, 'Stool');
    deleteCard(here.doc, daysAgo(91), gone);
    restoreCard(away.doc, daysAgo(0), gone);
    await saved(here);
    const isDeleted = () => database.query('select from card where id = $1 and deleted_at is not null', [gone]);
    await eventually('the rows follow', async () => (await isDeleted()).length > 0);
    expect(await purgeDeletedContent()).toBe(1);
    expect(await placesOf(database, secret)).toEqual([]);
    await eventually('it leaves the open screen', () => titles(here).join() === 'Sofa');

    comeBack();
    await eventually('what was made offline arrives', () => titles(here).includes('Stool'));
    await saved(away);
    await sameOnBothScreens();
    expect(titles(here).sort()).toEqual(['Sofa bed', 'Stool']);
    expect(away.provider.getStatus()).toMatchObject({ save: 'saved', refusal: null });
    expect(await placesOf(database, secret)).toEqual([]);
    for (const { doc } of [here, away]) {
      expect(Buffer.from(Y.encodeStateAsUpdate(doc)).includes(secret)).toBe(false);
    }
    const stored = await storedDocument(database, documentName);
    expect(contentsOf(stored)).toEqual(contentsOf(here.doc));
    await expectRowsToFollow(database, documentName, stored);
  });
});
