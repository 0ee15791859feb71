import { createCard } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { expect, test } from 'vitest';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { missingSequences, storedDocument } from '../sync/crash/stored-board.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';

/** So many updates are worth a snapshot. */
const worthwhile = 500;
/** Milliseconds; after two failures compaction rests for 20 s. */
const patience = 60_000;

const { database, server } = serverOfFile();

async function openBoard(owner: SignedIn, name: string): Promise<{ documentName: string; screen: Replica }> {
  const { documentName } = await owner.api.work.boards.create.mutate({ name, kind: 'team' });
  const screen = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(screen);
  return { documentName, screen };
}

/** Each an update of its own. */
async function addCards({ doc }: Replica, { userId }: SignedIn, count: number): Promise<void> {
  const columnId = liveColumns(readColumns(doc))[0]?.id ?? '';
  for (let card = 0; card < count; card++) {
    const edit = { userId, at: new Date().toISOString(), origin: null };
    doc.transact(() => createCard(doc, edit, { id: newId(), title: `Card ${card}`, columnId }));
    if (card % 50 === 0) await new Promise(setImmediate);
  }
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
}

const sequenceOfSnapshot = async (name: string) => {
  const [row] = await database.query<{ sequence: string }>(
    'select s.sequence from document_snapshot s join document d on d.id = s.document_id where d.name = $1',
    [name],
  );
  return row && Number(row.sequence);
};

test('a snapshot that cannot be written takes nothing out of the log, and is written by itself once it can be', async () => {
  const owner = await signIn(server.url, person('dispatcher'));
  const { documentName, screen } = await openBoard(owner, 'No room');
  await database.query('alter table document_snapshot add constraint no_room check (false) not valid');
  await addCards(screen, owner, worthwhile);
  await saved(screen);
  await eventually('the failure is counted', async () => (await metric('muster_compaction_failures_total')) > 0);
  await eventually('the log says why', () => server.logs().includes('violates check constraint \\"no_room\\"'));
  await addCards(screen, owner, 10);
  await saved(screen);
  expect(await sequenceOfSnapshot(documentName)).toBeUndefined();
  expect(await missingSequences(database, documentName)).toEqual([]);
  expect(readBoardContents(await storedDocument(database, documentName)).cards).toHaveLength(worthwhile + 10);
  await database.query('alter table document_snapshot drop constraint no_room');
  const sequence = await eventually('the snapshot is written', () => sequenceOfSnapshot(documentName), patience);
  expect(sequence).toBeGreaterThan(worthwhile);
  await eventually('it is counted', async () => (await metric('muster_compactions_total')) === 1);
  expect(await missingSequences(database, documentName)).toEqual([]);
  expect(readBoardContents(await storedDocument(database, documentName)).cards).toHaveLength(worthwhile + 10);
  screen.provider.destroy();
}, 120_000);
