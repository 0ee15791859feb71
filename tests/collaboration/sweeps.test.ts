import type pg from 'pg';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { compactDocument } from '../../apps/server/src/collaboration/compaction/compact-document.ts';
import { hasLongTail, longTails, worthwhile } from '../../apps/server/src/collaboration/compaction/long-tails.ts';
import { maxDocumentBytes } from '../../apps/server/src/collaboration/document-limits.ts';
import { appendOneStatement } from '../../apps/server/src/collaboration/document-log-statements.ts';
import { documents } from '../../apps/server/src/collaboration/index.ts';
import { documentSizes } from '../../apps/server/src/collaboration/live-documents/document-sizes.ts';
import { PostgresDocumentLog } from '../../apps/server/src/collaboration/postgres-document-log.ts';
import { documentsBehind } from '../../apps/server/src/collaboration/projection/documents-behind.ts';
import { stretchAfter } from '../../apps/server/src/collaboration/upkeep/reach.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { withRole, withTenant } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { databaseOfFile } from '../support/file-database.ts';
import { companies } from '../support/fixtures.ts';

const database = databaseOfFile();
const actor = systemActor(companies.north.id);
const log = new PostgresDocumentLog();
const [second, minute, day] = [1_000, 60_000, 86_400_000];

/** A document with this many updates, the last of them so long ago, which nobody has projected. */
async function newDocument(updates: number, age: string): Promise<string> {
  const doc = new Y.Doc();
  const changes: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => changes.push(update));
  for (let count = 0; count < updates; count++) doc.getMap('entries').set(`${count}`, count);
  const [update = new Uint8Array(), ...rest] = changes;
  const name = `board/${newId()}`;
  const documentId = await withTenant(actor, (transaction) => documents.create(transaction, actor, { name, update }));
  if (rest.length > 0) await log.append(rest.map((bytes) => ({ documentId, bytes, actorId: null })));
  await database.query('update document set updated_at = now() - $2::interval where id = $1', [documentId, age]);
  return documentId;
}

function followed(documentId: string): Promise<unknown> {
  return database.query(
    `update document_projection set projected_sequence = last_sequence from document
     where document.id = document_id and document_id = $1`,
    [documentId],
  );
}

test('a look finds what was left behind within its reach, and nothing that somebody is editing', async () => {
  const fresh = await newDocument(1, '1 second');
  const lately = await newDocument(1, '25 minutes');
  const lastMonth = await newDocument(1, '30 days');
  const done = await newDocument(1, '25 minutes');
  await followed(done);
  const found = async (editedWithin: number, untouchedFor: number) =>
    new Set(await documentsBehind({ editedWithin, untouchedFor }));
  expect(await found(30 * minute, 10 * second)).toEqual(new Set([lately]));
  expect(await found(30 * minute, 0)).toEqual(new Set([fresh, lately]));
  expect(await found(365 * day, 10 * second)).toEqual(new Set([lately, lastMonth]));
});

test('a look finds tails that are worth a snapshot; one that has it meanwhile is left alone', async () => {
  const reach = { editedWithin: 30 * minute, untouchedFor: 10 * second };
  const long = await newDocument(worthwhile.updates, '0 seconds');
  const short = await newDocument(worthwhile.updates - 1, '0 seconds');
  const old = await newDocument(worthwhile.updates, '2 hours');
  for (const documentId of [long, short, old]) await followed(documentId);
  expect(await longTails(reach)).toEqual([long]);
  expect(await hasLongTail(long)).toBe(true);
  expect(await compactDocument(long)).toBe(true);
  expect(await longTails(reach)).toEqual([]);
  expect(await hasLongTail(long)).toBe(false);
});

test('a walk comes by every document, stretch by stretch, and finds in each what was left behind long ago', async () => {
  const [lost, found] = [await newDocument(worthwhile.updates, '2 years'), new Set<string>()];
  await followed(lost);
  const behind = await newDocument(1, '2 years');
  let stretches = 0;
  for (let stretch = await stretchAfter(undefined, 2); stretch; stretch = await stretchAfter(stretch.last, 2)) {
    stretches += 1;
    const reach = { ...stretch, untouchedFor: 10 * second };
    for (const id of [...(await documentsBehind(reach)), ...(await longTails(reach))]) found.add(id);
  }
  const [row] = await database.query<{ documents: number }>('select count(*)::int as documents from document');
  expect(stretches).toBe(Math.ceil((row?.documents ?? 0) / 2));
  expect([...found]).toEqual(expect.arrayContaining([lost, behind]));
});

test('sizes are counted, or estimated from so many pages where there are more; the largest snapshot is always known', async () => {
  await database.query(
    `with made as (
       insert into document (tenant_id, id, name, kind, last_sequence, size_bytes)
       select $1, gen_random_uuid(), 'many/' || number, 'many', 1, 1000 from generate_series(1, 20000) as number returning tenant_id, id
     ) insert into document_snapshot (tenant_id, document_id, sequence, bytes)
       select tenant_id, id, 1, repeat('x', 50)::bytea from made`,
    [actor.tenantId],
  );
  const [largest] = await database.query<{ length: number }>(
    `update document_snapshot set bytes = repeat('x', 77)::bytea
     where document_id = (select id from document where name = 'many/777') returning length(bytes)`,
  );
  const counted = await documentSizes();
  const [row] = await database.query<{ documents: number; bytes: number }>(
    'select count(*)::int as documents, sum(size_bytes)::float8 as bytes from document',
  );
  expect(counted).toMatchObject({ documents: row?.documents, bytes: row?.bytes });
  const estimated = await documentSizes(100);
  expect(estimated.documents / counted.documents).toBeCloseTo(1, 0);
  expect(estimated.bytes / counted.bytes).toBeCloseTo(1, 0);
  expect(estimated.documents).not.toBe(counted.documents);
  expect(estimated.snapshots).toEqual(counted.snapshots);
  expect(counted.snapshots.at(-1)).toBeGreaterThanOrEqual(largest?.length ?? 0);
});

/** As this connection has counted: updates of documents that touched no index. */
async function hotUpdates(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ hot: number }>(
    `select n_tup_hot_upd::int as hot from pg_stat_xact_user_tables where relname = 'document'`,
  );
  return rows[0]?.hot ?? 0;
}

test('an edit touches no index of its document, unless it is the first one in ten minutes', async () => {
  const documentId = await newDocument(1, '1 day');
  const bytes = Buffer.from(Y.encodeStateAsUpdate(new Y.Doc()));
  const edit = { ...appendOneStatement, values: [documentId, bytes, null, maxDocumentBytes] };
  const onPage = (edits: number) =>
    withRole('muster_sync', async (client) => {
      const before = await hotUpdates(client);
      for (let count = 0; count < edits; count++) await client.query(edit);
      return (await hotUpdates(client)) - before;
    });
  expect(await onPage(10)).toBe(9);
  // Edited before, though in the same ten minutes.
  await database.query(`update document set updated_at = date_bin('10 minutes', now(), '2000-01-01Z') where id = $1`, [
    documentId,
  ]);
  expect(await onPage(10)).toBe(10);
});
