import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compactDocument } from '../../apps/server/src/collaboration/compaction/compact-document.ts';
import { documents } from '../../apps/server/src/collaboration/index.ts';
import { PostgresDocumentLog } from '../../apps/server/src/collaboration/postgres-document-log.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { closeDatabase, openDatabase, withTenant } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { companies } from '../support/fixtures.ts';

const actor = systemActor(companies.north.id);
const log = new PostgresDocumentLog();
let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  openDatabase(database.url);
});

afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

/** A document whose log has this many updates; the first is the one that it was made with. */
async function newDocument(updates: number): Promise<string> {
  const doc = new Y.Doc();
  const changes: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => changes.push(update));
  for (let count = 0; count < updates; count++) doc.getMap('entries').set(`${count}`, count);
  const [update = new Uint8Array(), ...rest] = changes;
  const name = `board/${newId()}`;
  const documentId = await withTenant(actor, (transaction) => documents.create(transaction, actor, { name, update }));
  if (rest.length > 0) await log.append(rest.map((bytes) => ({ documentId, bytes, actorId: null })));
  return documentId;
}

test('the log says what several documents have beyond what is known of them, in order, and of no other', async () => {
  const [behind, current, other] = [await newDocument(4), await newDocument(2), await newDocument(1)];
  const gone = newId();
  const news = await log.loadAfter([
    { documentId: behind, seq: 2 },
    { documentId: current, seq: 2 },
    { documentId: other, seq: 0 },
    { documentId: gone, seq: 0 },
  ]);
  const numbers = new Map(news.map(({ documentId, updates }) => [documentId, updates?.map(({ seq }) => seq)]));
  expect(numbers).toEqual(
    new Map([
      [behind, [3, 4]],
      [other, [1]],
    ]),
  );
  expect(await log.loadAfter([])).toEqual([]);
});

test('the log says when a snapshot has swallowed part of it', async () => {
  const documentId = await newDocument(3);
  await database.query('update document_projection set projected_sequence = 3 where document_id = $1', [documentId]);
  expect(await compactDocument(documentId)).toBeTruthy();
  expect(await log.loadAfter([{ documentId, seq: 1 }])).toEqual([{ documentId, updates: null }]);
  expect(await log.loadAfter([{ documentId, seq: 3 }])).toEqual([]);
});
