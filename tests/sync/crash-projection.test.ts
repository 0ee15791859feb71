import { assign, createCard } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { expect, test } from 'vitest';
import { bytesPerPass } from '../../apps/server/src/collaboration/projection/project-documents.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { newBoard } from './crash/Crew.ts';
import { cardRows, expectedRows, missingSequences, storedDocument } from './crash/stored-board.ts';
import { openReplica, type Replica, saved, synced } from './replica.ts';

const { database, server } = serverOfFile();
const boards = 3;
const cardsAtOnce = 150;
/** So much that no pass takes two boards. */
const longText = 'x'.repeat(bytesPerPass / 2 / cardsAtOnce + 1_000);

interface Screen extends Replica {
  documentName: string;
}

async function openBoard(owner: SignedIn): Promise<Screen> {
  const documentName = await newBoard(owner);
  const screen = { documentName, ...openReplica(server.webSocketUrl, documentName, owner.token) };
  await synced(screen);
  return screen;
}

/** Cards that were given to somebody, all in one update. */
function fill({ doc }: Screen, { userId }: SignedIn): void {
  const edit = { userId, at: new Date().toISOString(), origin: null };
  const columnId = liveColumns(readColumns(doc))[0]?.id ?? '';
  doc.transact(() => {
    for (let count = 0; count < cardsAtOnce; count++) {
      const id = newId();
      createCard(doc, edit, { id, title: `Card ${count}`, columnId, description: longText });
      assign(doc, edit, id, person('mover').id);
    }
  });
}

async function boardsBehind(): Promise<number> {
  const behind = await database.query(
    `select from document left join document_projection projection on projection.document_id = document.id
     where document.last_sequence > coalesce(projection.projected_sequence, 0)`,
  );
  return behind.length;
}

/** Kills the server whenever some rows have followed and others have not, until all have. Answers how often that was. */
async function killBetweenParts(): Promise<number> {
  let kills = 0;
  for (let behind = await boardsBehind(); behind > 0; behind = await boardsBehind()) {
    await eventually('some rows follow', async () => (await boardsBehind()) < behind);
    if ((await boardsBehind()) === 0) break;
    await server.kill();
    await server.restart();
    kills += 1;
  }
  return kills;
}

/** How often it was told of a card, and of how many cards. */
function told(type: string) {
  return database.query(
    `select count(*)::int as events, count(distinct id)::int as cards
     from (select jsonb_array_elements_text(payload->'ids') as id from outbox_event where type = $1) told`,
    [type],
  );
}

test('projection of large boards that is killed between its parts goes on where it was, and tells of each card once', async () => {
  const owner = await signIn(server.url, person('dispatcher'));
  const screens: Screen[] = [];
  for (let count = 0; count < boards; count++) screens.push(await openBoard(owner));
  let kills = 0;
  // The second time there are rows already, which must not be told of again.
  for (let round = 1; round <= 2; round++) {
    for (const screen of screens) fill(screen, owner);
    for (const screen of screens) await saved(screen);
    kills += await killBetweenParts();
    for (const { provider } of screens) provider.connect();
    for (const screen of screens) await synced(screen);
  }
  expect(kills).toBeGreaterThan(0);
  for (const { documentName } of screens) {
    const stored = await storedDocument(database, documentName);
    expect(expectedRows(stored)).toHaveLength(2 * cardsAtOnce);
    expect(await cardRows(database, documentName.slice('board/'.length))).toEqual(expectedRows(stored));
    expect(await missingSequences(database, documentName)).toEqual([]);
  }
  const cards = boards * 2 * cardsAtOnce;
  for (const type of ['work.card.changed', 'work.card.assigned']) {
    expect(await told(type)).toEqual([{ events: cards, cards }]);
  }
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
  await eventually('nothing lags', async () => (await metrics()).includes('\nmuster_projection_lag_seconds 0\n'));
  for (const { provider } of screens) provider.destroy();
}, 180_000);
