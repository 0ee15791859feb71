import { createCard, setCardTitle } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import pg from 'pg';
import { beforeEach, expect, test, vi } from 'vitest';
import { type DocumentReference, referencesById } from '../../apps/server/src/collaboration/document-reference.ts';
import { registerDocumentKind } from '../../apps/server/src/collaboration/index.ts';
import { heldBytes } from '../../apps/server/src/collaboration/projection/held-replicas.ts';
import { Projector } from '../../apps/server/src/collaboration/projection/Projector.ts';
import { bytesPerPass, projectDocuments } from '../../apps/server/src/collaboration/projection/project-documents.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { boardDocument } from '../../apps/server/src/work/index.ts';
import { eventually } from '../support/eventually.ts';
import { databaseOfFile } from '../support/file-database.ts';
import { companies, person } from '../support/fixtures.ts';
import { transact } from './edit-document.ts';
import { makeBoard } from './make-board.ts';

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent';
});

const database = databaseOfFile();
const maker = person('dispatcher');
const actor = { ...systemActor(companies.north.id, maker.name), userId: maker.id };
const edit = { userId: maker.id, at: '2026-11-21T09:00:00.000Z', origin: null };
let boards: { name: string; documentId: string }[];

beforeEach(async () => {
  registerDocumentKind(boardDocument);
  boards = [];
  for (let count = 0; count < 4; count++) boards.push(await makeBoard(actor));
});

const ids = () => boards.map(({ documentId }) => documentId);
const references = (): Promise<DocumentReference[]> => referencesById(ids());

async function addCard(name: string, title: string, id: string = newId()): Promise<string> {
  await transact(name, actor, (doc) => {
    createCard(doc, edit, { id, title, columnId: liveColumns(readColumns(doc))[0]?.id ?? '' });
  });
  return id;
}

async function titles(): Promise<string[]> {
  const rows = await database.query<{ title: string }>(
    `select card.title from card join board on board.id = card.board_id
     where board.document_id = any($1::uuid[]) order by card.title`,
    [ids()],
  );
  return rows.map(({ title }) => title);
}

test('one pass brings the rows of several documents up to date, each change told once', async () => {
  const cards: string[] = [];
  for (const [index, { name }] of boards.entries()) cards.push(await addCard(name, `Card ${index}`));
  const passes = await projectDocuments(await references());
  expect([...passes.values()]).toEqual(boards.map(() => ({ from: 0, to: 2, postponed: false })));
  expect(await titles()).toEqual(['Card 0', 'Card 1', 'Card 2', 'Card 3']);
  const [, second] = boards;
  await transact(second?.name ?? '', actor, (doc) => setCardTitle(doc, edit, cards[1] ?? '', 'Renamed'));
  await projectDocuments(await references());
  expect(await titles()).toEqual(['Card 0', 'Card 2', 'Card 3', 'Renamed']);
  const told = await database.query<{ count: number }>(
    "select count(*)::int as count from outbox_event where type = 'work.card.changed' and payload->'ids' ?| $1::text[]",
    [cards],
  );
  expect(told).toEqual([{ count: 5 }]);
});

test('two documents of one pass that claim one card id: the first has it, the other gets a note', async () => {
  const id = newId();
  const [first, second] = boards;
  await addCard(first?.name ?? '', 'Original', id);
  await addCard(second?.name ?? '', 'Impostor', id);
  await projectDocuments(await references());
  expect(await titles()).toHaveLength(1);
  const found = await database.query(
    'select path, reason from projection_problem where document_id = any($1::uuid[])',
    [ids()],
  );
  expect(found).toEqual([{ path: `cards.${id}`, reason: 'has the id of an entry of another board' }]);
});

test('a document that another process is at is left out, and the others go on', async () => {
  for (const { name } of boards) await addCard(name, 'Card');
  const [locked, ...others] = boards;
  const elsewhere = new pg.Client({ connectionString: database.url });
  await elsewhere.connect();
  await elsewhere.query('begin');
  await elsewhere.query('select from document_projection where document_id = $1 for update', [locked?.documentId]);
  const passes = await projectDocuments(await references(), { skipLocked: true });
  expect([...passes.keys()].sort()).toEqual(others.map(({ documentId }) => documentId).sort());
  await elsewhere.end();
  expect((await projectDocuments(await references())).get(locked?.documentId ?? '')).toMatchObject({ to: 2 });
});

/** Lets a board take so many bytes more. */
async function enlarge(name: string, bytes: number): Promise<void> {
  await transact(name, actor, (doc) => doc.getMap('elsewhere').set(newId(), new Uint8Array(bytes)));
}

const passOver = async (documents: readonly DocumentReference[]) => [...(await projectDocuments(documents)).keys()];

test('a pass reads so many bytes and leaves the rest; documents that are in memory count with their news', async () => {
  for (const { name } of boards) await enlarge(name, 0.4 * bytesPerPass);
  const waiting = (await references()).toReversed();
  const order = waiting.map(({ documentId }) => documentId);
  expect(await passOver(waiting)).toEqual(order.slice(0, 2));
  expect(await passOver(waiting.slice(2))).toEqual(order.slice(2));
  for (const { name } of boards) await addCard(name, 'Card');
  expect(await passOver(waiting)).toEqual(order);
  for (const { name } of boards) await enlarge(name, 0.3 * bytesPerPass);
  expect(await passOver(waiting)).toEqual(order.slice(0, 3));
});

test('a document that is larger than what a pass may read has a pass of its own, once it is its turn', async () => {
  const [large, ...small] = await references();
  if (!large) throw new Error('There is no board.');
  await enlarge(large.name, 2 * bytesPerPass);
  const others = small.map(({ documentId }) => documentId);
  expect(await passOver([...small, large])).toEqual(others);
  for (const { name } of small) await addCard(name, 'Card');
  expect(await passOver([large, ...small])).toEqual([large.documentId]);
  await addCard(large.name, 'Card');
  expect(await passOver([...small, large])).toEqual([...others, large.documentId]);
});

test('what passes leave for lack of room is done by those that follow, whoever waits longest first', async () => {
  const rounds: string[] = [];
  registerDocumentKind({
    ...boardDocument,
    project: async (projection) => {
      rounds.push(projection.documents.map(({ entityId }) => entityId).join());
      await boardDocument.project(projection);
    },
  });
  for (const { name } of boards) await enlarge(name, 0.8 * bytesPerPass);
  const projector = new Projector(
    () => undefined,
    () => undefined,
  );
  for (const documentId of ids().toReversed()) projector.schedule(documentId);
  await eventually('nothing to be behind', () => Promise.resolve(projector.gauges.documentsBehind === 0));
  await projector.stop();
  expect(rounds).toEqual(boards.map(({ name }) => name.slice('board/'.length)).toReversed());
});

test('a document that cannot be projected stops nobody else, and is told by the gauges until it can', async () => {
  for (const [index, { name }] of boards.entries()) await addCard(name, `Card ${index}`);
  const broken = boards[1]?.name.slice('board/'.length);
  registerDocumentKind({
    ...boardDocument,
    project: async (projection) => {
      if (projection.documents.some(({ entityId }) => entityId === broken)) throw new Error('this one is broken');
      await boardDocument.project(projection);
    },
  });
  const projector = new Projector(
    () => undefined,
    () => undefined,
  );
  for (const documentId of ids()) projector.schedule(documentId);
  await eventually('the others to be projected', async () => (await titles()).length === 3);
  await eventually('the failure to be counted', () => Promise.resolve(projector.gauges.failures > 0));
  expect(projector.gauges).toMatchObject({ documentsBehind: 1 });
  expect(projector.gauges.oldestLag).toBeGreaterThan(0);
  registerDocumentKind(boardDocument);
  await eventually('the last one', async () => (await titles()).length === 4);
  await eventually('nothing to be behind', () => Promise.resolve(projector.gauges.documentsBehind === 0));
  expect(projector.gauges.oldestLag).toBe(0);
  await projector.stop();
});

test('a document that everybody has left is held in memory no longer', async () => {
  const projector = new Projector(
    () => undefined,
    () => undefined,
  );
  const [document] = await references();
  if (!document) throw new Error('There is no board.');
  await projectDocuments([document]);
  expect(heldBytes(document.documentId, 1)).not.toBeNull();
  projector.release(document.documentId);
  expect(heldBytes(document.documentId, 1)).toBeNull();
});
