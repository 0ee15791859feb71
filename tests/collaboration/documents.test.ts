import { createColumn, liveColumns, readColumns, renameColumn } from '@muster/contract/work/board-columns';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compactDocument } from '../../apps/server/src/collaboration/compaction/compact-document.ts';
import { maxDocumentBytes } from '../../apps/server/src/collaboration/document-limits.ts';
import { documents } from '../../apps/server/src/collaboration/index.ts';
import { PostgresDocumentLog } from '../../apps/server/src/collaboration/postgres-document-log.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { registerWork } from '../../apps/server/src/work/index.ts';
import { databaseOfFile } from '../support/file-database.ts';
import { companies, person } from '../support/fixtures.ts';
import { read, transact } from './edit-document.ts';
import { makeBoard } from './make-board.ts';

const database = databaseOfFile();
const maker = person('dispatcher');
const actor = { ...systemActor(companies.north.id, maker.name), userId: maker.id };
const log = new PostgresDocumentLog();
let name: string;
let documentId: string;

beforeAll(registerWork);

beforeEach(async () => {
  ({ name, documentId } = await makeBoard(actor));
});

const edit = { userId: maker.id, at: '2026-11-21T09:00:00.000Z', origin: null };
const names = (doc: Y.Doc) => liveColumns(readColumns(doc)).map((column) => column.name);
const addColumn = (column: string) =>
  transact(name, actor, (doc) => {
    createColumn(doc, edit, { id: newId(), name: column });
    return names(doc);
  });

/** As another process does: its own copy of the document, its own way to the log. */
async function addElsewhere(column: string): Promise<void> {
  const { doc } = await read(name, actor);
  const before = Y.encodeStateVector(doc);
  createColumn(doc, edit, { id: newId(), name: column });
  await log.append([{ documentId, bytes: Y.encodeStateAsUpdate(doc, before), actorId: null }]);
}

describe('an edit by the server', () => {
  test('is stored with its author, and builds on what other processes stored meanwhile', async () => {
    expect(await addColumn('Here')).toEqual({ result: ['To do', 'Done', 'Here'], sequence: 2 });
    await addElsewhere('There');
    expect(await addColumn('Again')).toMatchObject({
      result: ['To do', 'Done', 'Here', 'There', 'Again'],
      sequence: 4,
    });
    await addElsewhere('Compacted');
    await documents.projected(name, actor, 5);
    await compactDocument(documentId);
    expect((await addColumn('Last')).result).toEqual(['To do', 'Done', 'Here', 'There', 'Again', 'Compacted', 'Last']);
    const { doc } = await read(name, actor);
    expect(names(doc)).toHaveLength(7);
    // One client id for all edits of this process, whoever begins from the log: ids used once would pile up in the document.
    const [creator, here, there] = [1, 1, 2];
    expect(Y.decodeStateVector(Y.encodeStateVector(doc)).size).toBe(creator + here + there);
    const authors = await database.query('select actor_id from document_update where document_id = $1', [documentId]);
    expect(authors).toEqual([{ actor_id: maker.id }]);
  });

  test('that changes nothing stores nothing', async () => {
    expect(await transact(name, actor, names)).toEqual({ result: ['To do', 'Done'], sequence: 1 });
    expect((await log.load(documentId)).updates).toHaveLength(1);
  });

  test('that fails half-way stores nothing, also not with the next one', async () => {
    await addColumn('Before');
    const failing = transact(name, actor, (doc) => {
      createColumn(doc, edit, { id: newId(), name: 'Half' });
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect((await addColumn('Whole')).result).toEqual(['To do', 'Done', 'Before', 'Whole']);
  });

  test('at the same moment as many others loses none of them', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => addColumn(`Column ${index}`)));
    const { doc, sequence } = await read(name, actor);
    expect(names(doc)).toHaveLength(22);
    expect(sequence).toBe(21);
  });

  test('that would make the document too large is refused with a reason, and changes nothing', async () => {
    const huge = transact(name, actor, (doc) => {
      renameColumn(doc, edit, readColumns(doc)[0]?.id ?? '', 'x'.repeat(maxDocumentBytes));
    });
    await expect(huge).rejects.toMatchObject({ code: 'too_large', message: expect.stringContaining('20 MB') });
    expect((await addColumn('Small')).result).toEqual(['To do', 'Done', 'Small']);
  });

  test('of a document that is removed meanwhile is not found', async () => {
    const tooLate = transact(name, actor, async (doc) => {
      createColumn(doc, edit, { id: newId(), name: 'Too late' });
      await database.query('delete from board where document_id = $1', [documentId]);
      await database.query('delete from document where id = $1', [documentId]);
    });
    await expect(tooLate).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('was deleted') });
  });

  test('of a document of another company is not found', async () => {
    const stranger = systemActor(companies.south.id);
    await expect(transact(name, stranger, names)).rejects.toMatchObject({ code: 'not_found' });
    await expect(documents.projected(name, stranger, 1)).rejects.toMatchObject({ code: 'not_found' });
  });
});
