import { boardRoots, entryOf } from '@muster/contract/work/board.doc';
import { createCard, moveCard, setCardTitle } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type SignedIn, signIn } from '../support/client.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { person } from '../support/fixtures.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { randomFrom } from './random.ts';
import { openReplica, saved, synced } from './replica.ts';
import { Writer } from './Writer.ts';

const kills = 10;
/** Milliseconds; a busy machine takes its time to reconnect. */
const patience = 30_000;
const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);

let database: TestDatabase;
let server: TestServer;
let owner: SignedIn;

beforeAll(async () => {
  database = await createDatabase();
  server = await startServer({ databaseUrl: database.url, env: { LOG_LEVEL: 'warn' } });
  owner = await signIn(server.url, person('dispatcher'));
});

afterAll(async () => {
  await server.stop();
  await database.drop();
});

/** The document as PostgreSQL has it, whatever any server or client believes. */
async function storedDocument(name: string): Promise<Y.Doc> {
  const parts = await database.query<{ bytes: Buffer }>(
    `select bytes from (
       select s.sequence, s.bytes from document_snapshot s join document d on d.id = s.document_id where d.name = $1
       union all
       select u.sequence, u.bytes from document_update u join document d on d.id = u.document_id where d.name = $1
     ) part order by sequence`,
    [name],
  );
  const doc = new Y.Doc();
  for (const { bytes } of parts) Y.applyUpdate(doc, bytes);
  return doc;
}

/** Ids of everything that was ever added to the cards: each edit of a writer leaves one. */
function idsIn(doc: Y.Doc): Set<string> {
  const { cards } = boardRoots(doc);
  const ids = new Set(cards.keys());
  for (const cardId of cards.keys()) {
    const comments = entryOf(cards, cardId)?.get('comments');
    if (comments instanceof Y.Map) for (const id of comments.keys()) ids.add(id);
  }
  return ids;
}

/** What people see, in an order that does not depend on who wrote first. */
function contentsOf(doc: Y.Doc) {
  const { columns, cards } = readBoardContents(doc);
  return { columns, cards: cards.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function editAtRandom(doc: Y.Doc, id: string): void {
  const edit = { userId: owner.userId, at: new Date().toISOString(), origin: null };
  const pick = (ids: string[]) => ids[Math.floor(random() * ids.length)] ?? '';
  const cards = [...boardRoots(doc).cards.keys()];
  const columns = liveColumns(readColumns(doc)).map((column) => column.id);
  const cardId = pick(cards);
  if (cards.length === 0 || random() < 0.4) createCard(doc, edit, { id, title: `Card ${id}`, columnId: pick(columns) });
  else addComment(doc, edit, cardId, { id, text: `Comment ${id}` });
  if (random() < 0.3) moveCard(doc, edit, cardId, { columnId: pick(columns), afterCardId: pick(cards) });
  if (random() < 0.3) setCardTitle(doc, edit, cardId, `${Math.floor(random() * 1000)} boxes`);
}

const isSubset = (ids: Iterable<string>, all: Set<string>) => [...ids].filter((id) => !all.has(id));

test(`a server killed ${kills} times in mid-edit loses nothing that anybody was promised (MUSTER_TEST_SEED=${seed})`, async () => {
  const { documentName } = await owner.api.work.boards.create.mutate({ name: 'Crashes', kind: 'team' });
  const writers = Array.from({ length: 3 }, () => {
    return new Writer(openReplica(server.webSocketUrl, documentName, owner.token), editAtRandom, random);
  });
  for (const { replica } of writers) await synced(replica);
  let promised = 0;

  for (let round = 0; round < kills; round++) {
    for (const writer of writers) writer.start();
    const goal = writers.map((writer) => writer.acknowledged.size + 1 + Math.floor(random() * 12));
    const isInFullSwing = () => writers.every((writer, index) => writer.acknowledged.size >= (goal[index] ?? 0));
    await eventually('the writers are in full swing', isInFullSwing, patience).catch((error: unknown) => {
      throw new Error(JSON.stringify(writers.map(({ replica }) => replica.provider.getStatus())), { cause: error });
    });
    await server.kill();
    for (const writer of writers) writer.pause();
    await eventually('everybody notices', () => writers.every(({ replica }) => !replica.provider.wsconnected));
    const stored = idsIn(await storedDocument(documentName));
    for (const { acknowledged, received } of writers) {
      expect(isSubset(acknowledged, stored), 'acknowledged, and gone').toEqual([]);
      expect(isSubset(received, stored), 'seen by others, and gone').toEqual([]);
      promised += acknowledged.size;
    }
    await server.restart();
    for (const { replica } of writers) replica.provider.connect();
  }

  for (const { replica } of writers) {
    await synced(replica);
    await saved(replica);
  }
  const fresh = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(fresh);
  const expected = contentsOf(fresh.doc);
  for (const writer of writers) {
    const isIdentical = () => JSON.stringify(contentsOf(writer.replica.doc)) === JSON.stringify(expected);
    await eventually('all replicas are identical', isIdentical);
    expect(isSubset(writer.made, idsIn(fresh.doc))).toEqual([]);
  }
  const rows = () =>
    database.query(
      `select id, title, column_id as "columnId", position, comment_count as comments
       from card where board_id = $1 order by id`,
      [documentName.slice('board/'.length)],
    );
  const cards = expected.cards.map(({ id, title, columnId, position, comments }) => {
    return { id, title, columnId, position, comments: comments.length };
  });
  const wanted = JSON.stringify(cards);
  await eventually('the rows equal the document', async () => JSON.stringify(await rows()) === wanted);
  expect(promised).toBeGreaterThan(kills * 3);
  for (const { replica } of [...writers, { replica: fresh }]) replica.provider.destroy();
}, 600_000);
