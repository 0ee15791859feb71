import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { createColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { DocumentThread } from '../../apps/server/src/collaboration/document-thread/DocumentThread.ts';
import { perform, performThrough } from '../../apps/server/src/collaboration/document-thread/perform.ts';
import { documents } from '../../apps/server/src/collaboration/index.ts';
import { PostgresDocumentLog } from '../../apps/server/src/collaboration/postgres-document-log.ts';
import { UpkeepThreads } from '../../apps/server/src/collaboration/upkeep/UpkeepThreads.ts';
import { readState } from '../../apps/server/src/collaboration/versions/version-operations.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { addCardEdit } from '../../apps/server/src/work/card-edits.ts';
import { registerWork } from '../../apps/server/src/work/index.ts';
import { inRepository } from '../../scripts/repository.ts';
import { eventually } from '../support/eventually.ts';
import { databaseOfFile } from '../support/file-database.ts';
import { companies, person } from '../support/fixtures.ts';
import { expensiveUpdate } from './expensive-document.ts';
import { makeBoard } from './make-board.ts';

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent';
});

const database = databaseOfFile();
const maker = person('dispatcher');
const actor = { ...systemActor(companies.north.id, maker.name), userId: maker.id };
const stranger = { ...systemActor(companies.south.id), userId: person('dispatcher', 'south').id };
const log = new PostgresDocumentLog();
const bundle = (name: string) => new URL(`file://${inRepository(`apps/server/dist/${name}.js`)}`);
/** Milliseconds: a tenth of what the expensive document takes, and many times what the others do. */
const timeLimit = 2_000;

type Board = Awaited<ReturnType<typeof makeBoard>> & { actor: typeof actor };
let expensive: Board;
let other: Board;
/** Of another company. */
let theirs: Board;

/** Threads, in the order of their starts. */
let started: Worker[];
const note = (worker: Worker) => started.push(worker);

beforeAll(() => {
  registerWork();
  process.on('worker', note);
});

afterAll(() => {
  process.off('worker', note);
});

beforeEach(async () => {
  started = [];
  expensive = await makeExpensiveBoard();
  [other, theirs] = [await ownedBy(actor), await ownedBy(stranger)];
});

const ownedBy = async (owner: typeof actor) => ({ ...(await makeBoard(owner)), actor: owner });

async function makeExpensiveBoard(): Promise<Board> {
  const board = await ownedBy(actor);
  await log.append([{ documentId: board.documentId, bytes: expensiveUpdate(), actorId: maker.id }]);
  return board;
}

const isAlive = ({ threadId }: Worker) => threadId > 0;

/** Whoever looks at all documents next must not meet them. */
afterEach(async () => {
  await database.query('delete from board');
  await database.query('delete from document');
});

const tooExpensive = { code: 'unavailable', message: expect.stringContaining('takes longer than any document may') };

function addCard({ name, actor }: Board) {
  const place = { boardId: newId(), position: 'top' as const };
  const card = { ...place, id: newId(), title: 'Sofa', assigneeIds: [], labelIds: [], dueAt: null };
  const edit = { userId: maker.id, at: new Date().toISOString(), origin: 'command' };
  return documents.edit(name, actor, addCardEdit, { edit, card });
}

describe('the document thread', () => {
  let thread: DocumentThread;

  beforeEach(() => {
    thread = new DocumentThread(bundle('documents-main'), { timeLimit });
    performThrough(thread);
  });

  afterEach(async () => {
    performThrough(undefined);
    await thread.stop();
  });

  test('gives a document up that takes too long, while the event loop goes on, and does what waited behind it', async () => {
    const order: string[] = [];
    const loading = vi.spyOn(PostgresDocumentLog.prototype, 'load');
    const failing = addCard(expensive).catch((error: unknown) => error);
    await eventually('it is read', () => loading.mock.settledResults[0]?.type === 'fulfilled');
    loading.mockRestore();
    const waiting = addCard(other);
    void failing.then(() => order.push('given up'));
    void waiting.then(() => order.push('done'));
    let turns = 0;
    while (order.length === 0) {
      await documents.fullness(other.name, actor);
      turns += 1;
    }
    // As many questions as are answered beside it; on the same event loop none would be between its reading and its end.
    expect(turns).toBeGreaterThan(20);
    expect(await failing).toMatchObject({
      ...tooExpensive,
      details: { action: expect.stringContaining('one of its versions') },
    });
    expect(await waiting).toEqual({ result: true, sequence: 2 });
    expect(order).toEqual(['given up', 'done']);
    expect((await log.load(expensive.documentId)).updates).toHaveLength(2);
  });

  test('refuses a document that it gave up at once from then on, and replaces itself for all others', async () => {
    await expect(addCard(expensive)).rejects.toMatchObject(tooExpensive);
    expect(await addCard(other)).toEqual({ result: true, sequence: 2 });
    await expect(addCard(expensive)).rejects.toMatchObject(tooExpensive);
    await expect(perform(readState, { ...expensive, tenantId: actor.tenantId }, null)).rejects.toMatchObject(
      tooExpensive,
    );
    expect(await addCard(other)).toEqual({ result: true, sequence: 3 });
    expect(started).toHaveLength(2);
  });

  test('ends an edit that was made, and was being stored when the thread was ended, as if nothing had happened', async () => {
    let store = (): void => undefined;
    const mayStore = new Promise<void>((resolve) => (store = resolve));
    const steps: string[] = [];
    const appending = vi.spyOn(PostgresDocumentLog.prototype, 'append').mockImplementationOnce(async function (
      this: PostgresDocumentLog,
      entries,
    ) {
      steps.push('made');
      await mayStore;
      const sequences = await this.append(entries);
      steps.push('stored');
      return sequences;
    });
    const edited = addCard(other);
    await eventually('the edit waits to be stored', () => steps.length > 0);
    await expect(addCard(expensive)).rejects.toMatchObject(tooExpensive);
    // By now it would have been made again.
    await addCard(await ownedBy(actor));
    store();
    expect(await edited).toEqual({ result: true, sequence: 2 });
    appending.mockRestore();
    expect(steps).toEqual(['made', 'stored']);
    expect((await log.load(other.documentId)).updates).toHaveLength(2);
  });

  test('gives up a file that somebody made up, and no document', async () => {
    const bytes = expensiveUpdate();
    const file = {
      format: 'muster-document',
      version: 1,
      name: other.name,
      exportedAt: new Date().toISOString(),
      sequence: 1,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      content: gzipSync(bytes).toString('base64'),
    } as const;
    await expect(documents.copied(actor, file)).rejects.toMatchObject(tooExpensive);
    expect(await addCard(other)).toEqual({ result: true, sequence: 2 });
  });

  test('has another thread for a company whose document it gave up', async () => {
    const next = await makeExpensiveBoard();
    await expect(addCard(expensive)).rejects.toMatchObject(tooExpensive);
    await addCard(theirs);
    await expect(addCard(next)).rejects.toMatchObject(tooExpensive);
    expect(await addCard(theirs)).toEqual({ result: true, sequence: 3 });
    // The first, that of all others, and that of the company.
    expect(started.map(isAlive)).toEqual([false, true, false]);
  });

  test('ends when there was no work for a while, and the next one edits as the same client', async () => {
    performThrough(undefined);
    await thread.stop();
    thread = new DocumentThread(bundle('documents-main'), { keptFor: 1 });
    performThrough(thread);
    for (let round = 1; round <= 2; round++) {
      await addCard(other);
      const worker = started.at(-1);
      if (worker && isAlive(worker)) await once(worker, 'exit');
      expect(started).toHaveLength(round);
    }
    performThrough(undefined);
    const { bytes } = await perform(readState, { ...other, tenantId: actor.tenantId }, null);
    const [creator, thisServer] = [1, 1];
    expect(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(bytes)).size).toBe(creator + thisServer);
  });
});

describe('upkeep', () => {
  let upkeep: UpkeepThreads;

  beforeEach(() => {
    upkeep = new UpkeepThreads({
      file: bundle('upkeep-main'),
      databaseUrl: database.url,
      timeLimit,
      openDocuments: () => new Map(),
    });
  });

  afterEach(() => upkeep.stop());

  async function addColumn({ name, documentId }: Board): Promise<void> {
    const { updates } = await log.load(documentId);
    const doc = new Y.Doc();
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
    const before = Y.encodeStateVector(doc);
    createColumn(doc, { userId: maker.id, at: new Date().toISOString(), origin: null }, { id: newId(), name });
    await log.append([{ documentId, bytes: Y.encodeStateAsUpdate(doc, before), actorId: maker.id }]);
    upkeep.committed(documentId);
    expect(liveColumns(readColumns(doc)).map((column) => column.name)).toContain(name);
  }

  const rowsOf = ({ documentId }: Board) =>
    database.query<{ name: string }>(
      `select board_column.name from board_column join board on board.id = board_column.board_id
       where board.document_id = $1`,
      [documentId],
    );

  const problemsOf = ({ documentId }: Board) =>
    database.query('select path, reason from projection_problem where document_id = $1 and resolved_at is null', [
      documentId,
    ]);

  test('leaves a document out that takes too long, says so, and follows all others', async () => {
    upkeep.start();
    upkeep.committed(expensive.documentId);
    const asked = upkeep.project(expensive.documentId).catch((error: unknown) => error);
    const problem = { path: 'document', reason: 'takes too long to read' };
    await eventually('administrators see a problem', async () => (await problemsOf(expensive)).length > 0);
    expect(await problemsOf(expensive)).toEqual([problem]);
    expect(await asked).toMatchObject({ code: 'unavailable', message: expect.stringContaining('cannot follow') });
    await addColumn(other);
    await eventually('the rows of the other document follow', async () => (await rowsOf(other)).length === 3);
    expect(await rowsOf(expensive)).toEqual([]);
    await eventually('the gauges tell of it', async () => (await upkeep.gauges()).documentsBehind === 1);
    await expect(upkeep.compact(expensive.documentId)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await problemsOf(other)).toEqual([]);
  });

  test('has another thread for the company from then on', async () => {
    const next = await makeExpensiveBoard();
    upkeep.start();
    upkeep.committed(expensive.documentId);
    await eventually('it gave one up', async () => (await problemsOf(expensive)).length > 0);
    await eventually('and another one', async () => (await problemsOf(next)).length > 0);
    await addColumn(theirs);
    await addColumn(other);
    await eventually('the rows of the other company follow', async () => (await rowsOf(theirs)).length === 3);
    await eventually('and those of the same one', async () => (await rowsOf(other)).length === 3);
    // The first; that of the company, and then that of all others; that of the company again.
    expect(started.map(isAlive)).toEqual([false, false, true, true]);
    await eventually('the gauges tell of both', async () => (await upkeep.gauges()).documentsBehind === 2);
    expect(await upkeep.project(other.documentId)).toBe(2);
    expect(await upkeep.project(theirs.documentId)).toBe(2);
  });
});
