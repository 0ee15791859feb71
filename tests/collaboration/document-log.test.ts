import { createColumn } from '@muster/contract/work/board-columns';
import { createSyncServer, DocumentRejectedError } from '@muster/sync/server';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compactDocument } from '../../apps/server/src/collaboration/compaction/compact-document.ts';
import { maxDocumentBytes } from '../../apps/server/src/collaboration/document-limits.ts';
import { documents } from '../../apps/server/src/collaboration/index.ts';
import { PostgresDocumentLog } from '../../apps/server/src/collaboration/postgres-document-log.ts';
import { toDoc } from '../../apps/server/src/collaboration/yjs-bytes.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { withRole, withTenant } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { databaseOfFile } from '../support/file-database.ts';
import { companies } from '../support/fixtures.ts';

const database = databaseOfFile();
const actor = systemActor(companies.north.id);
const neighbour = systemActor(companies.south.id);
const log = new PostgresDocumentLog();

function newDocument(): Promise<string> {
  const update = Y.encodeStateAsUpdate(new Y.Doc());
  return withTenant(actor, (transaction) => documents.create(transaction, actor, { name: `board/${newId()}`, update }));
}

/** The updates of somebody who adds `count` columns. */
function edits(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const edit = { userId: newId(), at: new Date().toISOString(), origin: null };
  for (let index = 0; index < count; index++)
    doc.transact(() => createColumn(doc, edit, { id: newId(), name: `${index}` }));
  return updates;
}

async function updatesOf(documentId: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::int from document_update where document_id = $1',
    [documentId],
  );
  return row?.count ?? 0;
}

const entry = (documentId: string, bytes: Uint8Array = new Uint8Array(8)) => ({ documentId, bytes, actorId: null });

describe('appending', () => {
  test('by three writers at once to the same documents leaves no gap and no duplicate', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, newDocument));
    const given = new Map(ids.map((id) => [id, [1]]));
    const write = async (writer: number) => {
      for (let round = 0; round < 60; round++) {
        const batch = Array.from(
          { length: 20 },
          (_, index) => ids[(writer * 7 + round * 3 + index * index) % ids.length] ?? '',
        );
        const sequences = await log.append(batch.map((id) => entry(id)));
        for (const [index, id] of batch.entries()) given.get(id)?.push(sequences[index] ?? 0);
      }
    };
    await Promise.all([write(0), write(1), write(2)]);
    for (const [id, sequences] of given) {
      expect(sequences.sort((a, b) => a - b)).toEqual(sequences.map((_, index) => index + 1));
      const [row] = await database.query(
        `select count(*)::int, max(sequence)::int, (select last_sequence::int from document where id = $1) as last,
           (select size_bytes::int from document where id = $1) as size, sum(length(bytes))::int as bytes
         from document_update where document_id = $1`,
        [id],
      );
      expect(row).toMatchObject({
        count: sequences.length,
        max: sequences.length,
        last: sequences.length,
        size: row?.bytes,
      });
    }
  });

  test('stores all or nothing, and names the document that cannot take it', async () => {
    const known = await newDocument();
    const unknown = newId();
    const rejected = await log.append([entry(known), entry(unknown)]).catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(DocumentRejectedError);
    expect(rejected).toMatchObject({ documentId: unknown });
    expect((await log.load(known)).updates).toHaveLength(1);
  });

  test('refuses what would make a document larger than its limit, with a reason for people', async () => {
    const id = await newDocument();
    await log.append([entry(id, new Uint8Array(maxDocumentBytes - 1000))]);
    const rejected = await log.append([entry(id, new Uint8Array(1000))]).catch((error: unknown) => error);
    expect(rejected).toMatchObject({ documentId: id, message: expect.stringContaining('limit of 20 MB') });
    expect(await log.append([entry(id, new Uint8Array(500))])).toEqual([3]);
  });

  test('of one batch refuses what a document that is gone, or full, cannot take, and stores all the rest', async () => {
    const [gone, full, healthy] = [newId(), await newDocument(), await newDocument()];
    await log.append([entry(full, new Uint8Array(maxDocumentBytes - 2_000))]);
    const authorize = async () => ({ ok: false as const, closeCode: 4403, reason: 'Nobody connects here.' });
    const server = createSyncServer({ log, authorize });
    const [small = new Uint8Array(), alsoSmall = new Uint8Array()] = edits(2);
    const grown = new Y.Doc();
    grown.getText('notes').insert(0, 'x'.repeat(3_000));
    const appended = (id: string, update: Uint8Array) =>
      server.append(id, update, null).catch((error: Error) => error.message);
    const outcomes = await Promise.all([
      appended(gone, small),
      appended(full, small),
      appended(full, Y.encodeStateAsUpdate(grown)),
      appended(full, alsoSmall),
      appended(healthy, small),
    ]);
    const [deleted, tooLarge] = [expect.stringContaining('was deleted'), expect.stringContaining('limit of 20 MB')];
    expect(outcomes).toEqual([deleted, 3, tooLarge, 4, 2]);
    expect(server.stats()).toMatchObject({ pendingUpdates: 0, committedUpdates: 3 });
    await server.close();
  });
});

describe('compaction', () => {
  const setProjected = (id: string, sequence: number) =>
    database.query('update document_projection set projected_sequence = $2 where document_id = $1', [id, sequence]);

  test('keeps the contents, never goes ahead of projection, and keeps count of the size', async () => {
    const id = await newDocument();
    await log.append(edits(30).map((bytes) => entry(id, bytes)));
    const before = toDoc(await log.load(id)).doc.toJSON();
    await setProjected(id, 20);
    expect(await compactDocument(id)).toBe(true);
    const stored = await log.load(id);
    expect(stored.snapshot?.seq).toBe(20);
    expect(stored.updates.map((update) => update.seq)).toEqual(Array.from({ length: 11 }, (_, index) => index + 21));
    expect(toDoc(stored).doc.toJSON()).toEqual(before);
    const bytes = [stored.snapshot, ...stored.updates].reduce((sum, part) => sum + (part?.bytes.length ?? 0), 0);
    expect(await database.query('select size_bytes::int as size from document where id = $1', [id])).toEqual([
      { size: bytes },
    ]);
    expect(await compactDocument(id)).toBe(false);
  });

  test('leaves a document alone that a pass of projection is at', async () => {
    const id = await newDocument();
    await log.append(edits(3).map((bytes) => entry(id, bytes)));
    await setProjected(id, 4);
    await withRole('muster_sync', async (client) => {
      await client.query('select from document_projection where document_id = $1 for update', [id]);
      expect(await compactDocument(id)).toBe(false);
    });
    expect(await compactDocument(id)).toBe(true);
  });

  test('of a large document keeps everything, and leaves out what was deleted now and then', async () => {
    const id = await newDocument();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const text = doc.getText('notes');
    text.insert(0, 'x'.repeat(700_000));
    const append = (count: number) => {
      for (let index = 0; index < count; index++) text.applyDelta([{ insert: 'old' }, { delete: index > 0 ? 3 : 0 }]);
      return log.append(updates.splice(0).map((bytes) => entry(id, bytes)));
    };
    const compact = async (sequence: number) => {
      await setProjected(id, sequence);
      await compactDocument(id);
      const { snapshot } = await log.load(id);
      expect(
        toDoc(await log.load(id))
          .doc.getText('notes')
          .toString(),
      ).toBe(text.toString());
      return snapshot?.bytes.length ?? 0;
    };
    const cleanSize = () => Y.encodeStateAsUpdate(doc).length;
    await append(1_000);
    expect(await compact(1_002)).toBeGreaterThan(cleanSize() + 1_000);
    await append(3_000);
    expect(await compact(4_002)).toBeLessThan(cleanSize() + 100);
  });

  test('while others append loses none of their updates', async () => {
    const id = await newDocument();
    const updates = edits(200);
    const write = async () => {
      for (const bytes of updates) await log.append([entry(id, bytes)]);
    };
    const writing = write();
    let written = false;
    void writing.finally(() => {
      written = true;
    });
    while (!written) {
      const { updates: tail, snapshot } = await log.load(id);
      await setProjected(id, tail.at(-1)?.seq ?? snapshot?.seq ?? 0);
      await compactDocument(id);
    }
    await writing;
    const { doc, sequence } = toDoc(await log.load(id));
    expect(sequence).toBe(201);
    expect(doc.getMap('columns').size).toBe(200);
  });
});

// No foreign key sees to these (docs/adr/0016).
describe('the log and its document', () => {
  test('a document that is removed takes its updates along, also those that are appended in that moment', async () => {
    for (let round = 0; round < 10; round++) {
      const documentId = await newDocument();
      let appended = 0;
      const appending = async () => {
        for (;;) {
          await log.append([entry(documentId)]);
          appended += 1;
        }
      };
      const refusal = appending().catch((error: unknown) => error);
      while (appended <= round) await new Promise((resolve) => setImmediate(resolve));
      await database.query('delete from document where id = $1', [documentId]);
      expect(await refusal).toBeInstanceOf(DocumentRejectedError);
      expect(await updatesOf(documentId)).toBe(0);
    }
  });

  test('a command lays down first updates of the company’s own documents only', async () => {
    const nowhere = newId();
    const foreign = await newDocument();
    await database.query('delete from document_update where document_id = $1', [foreign]);
    const write = (documentId: string) => {
      const first = { tenantId: neighbour.tenantId, documentId, sequence: 1n, bytes: new Uint8Array(8) };
      return withTenant(neighbour, (transaction) => transaction.documentUpdate.create({ data: first }));
    };
    for (const documentId of [nowhere, foreign]) {
      await expect(write(documentId)).rejects.toThrow(/row-level security/);
      expect(await updatesOf(documentId)).toBe(0);
    }
  });
});
