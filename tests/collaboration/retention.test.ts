import { boardRoots } from '@muster/contract/work/board.doc';
import { createCard, deleteCard, setCardTitle } from '@muster/contract/work/board-cards';
import { createColumn, deleteColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compactDocument } from '../../apps/server/src/collaboration/compaction/compact-document.ts';
import { documents, purgeDeletedContent } from '../../apps/server/src/collaboration/index.ts';
import { uncleanNames } from '../../apps/server/src/collaboration/retention/purge-documents.ts';
import { keepAutomaticVersions } from '../../apps/server/src/collaboration/versions/automatic-versions.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { withTenant } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { registerWork } from '../../apps/server/src/work/index.ts';
import { databaseOfFile } from '../support/file-database.ts';
import { companies, person } from '../support/fixtures.ts';
import { read, transact } from './edit-document.ts';
import { makeBoard } from './make-board.ts';
import { placesOf as findPlaces } from './places-of.ts';

const database = databaseOfFile();
const maker = person('dispatcher');
const actor = { ...systemActor(companies.north.id, maker.name), userId: maker.id };
const day = 24 * 60 * 60 * 1000;
const secret = 'Zanzibarkommode';
let name: string;
let documentId: string;

beforeAll(registerWork);

beforeEach(async () => {
  ({ name, documentId } = await makeBoard(actor));
});

const daysAgo = (days: number) => new Date(Date.now() - days * day);
const editAt = (at: Date) => ({ userId: maker.id, at: at.toISOString(), origin: null });

function addCard(title: string): Promise<string> {
  const id = newId();
  return transact(name, actor, (doc) => {
    const columnId = liveColumns(readColumns(doc))[0]?.id ?? '';
    createCard(doc, editAt(daysAgo(200)), { id, title, columnId, description: `${title} ${title}` });
    addComment(doc, editAt(daysAgo(200)), id, { id: newId(), text: `About ${title}` });
  }).then(() => id);
}

const deleteAt = (id: string, at: Date) => transact(name, actor, (doc) => deleteCard(doc, editAt(at), id));

async function keepVersion(): Promise<void> {
  const { doc, sequence } = await read(name, actor);
  await withTenant(actor, (transaction) =>
    transaction.documentVersion.create({
      data: {
        tenantId: actor.tenantId,
        id: newId(),
        documentId,
        name: 'Kept by hand',
        sequence,
        bytes: Uint8Array.from(Y.encodeStateAsUpdate(doc)),
        createdByName: 'Somebody',
      },
    }),
  );
}

const follow = async () => {
  const { sequence } = await read(name, actor);
  await documents.projected(name, actor, sequence);
};

const placesOf = (word: string) => findPlaces(database, word);

describe('content that was deleted longer ago than the company keeps it', () => {
  test('is gone from every table: rows, log, snapshots and versions', async () => {
    const id = await addCard(secret);
    await transact(name, actor, (doc) => setCardTitle(doc, editAt(daysAgo(200)), id, `${secret}, two doors`));
    await keepVersion();
    await deleteAt(id, daysAgo(91));
    await follow();
    expect(await placesOf(secret)).toEqual(
      expect.arrayContaining(['card.title', 'document_update.bytes', 'document_version.bytes']),
    );
    expect(await purgeDeletedContent()).toBe(1);
    expect(await placesOf(secret)).toEqual([]);
    expect(await database.query('select from document_purge')).toEqual([]);
    expect(await purgeDeletedContent()).toBe(0);
  });

  test('is told of once, though two servers remove it in the same moment', async () => {
    const id = await addCard('Twice');
    await deleteAt(id, daysAgo(91));
    await follow();
    await Promise.all([purgeDeletedContent(), purgeDeletedContent()]);
    expect(await placesOf('Twice')).toEqual([]);
    const told = await database.query(
      "select from audit_entry where action = 'collaboration.document.purged' and entity_id = $1",
      [documentId],
    );
    expect(told).toHaveLength(1);
  });

  test('takes automatic versions of that age along, which show what was deleted within texts since', async () => {
    const insert = (versionName: string, automatic: boolean, age: number) =>
      database.query(
        `insert into document_version (tenant_id, id, document_id, name, automatic, sequence, bytes, created_at, created_by_name)
         values ($1, $2, $3, $4, $5, 1, '', $6, '')`,
        [actor.tenantId, newId(), documentId, versionName, automatic, daysAgo(age)],
      );
    for (const age of [91, 89]) for (const automatic of [true, false]) await insert(`${age}`, automatic, age);
    await purgeDeletedContent();
    const left = await database.query(
      'select name, automatic from document_version where document_id = $1 order by name, automatic',
      [documentId],
    );
    expect(left).toEqual([
      { name: '89', automatic: false },
      { name: '89', automatic: true },
      { name: '91', automatic: false },
    ]);
  });

  test('goes though another document cannot be purged, which is tried again', async () => {
    const broken = documentId;
    await deleteAt(await addCard('Stays for a while'), daysAgo(91));
    await follow();
    ({ name, documentId } = await makeBoard(actor));
    await deleteAt(await addCard('Goes at once'), daysAgo(91));
    await follow();
    const insert = `insert into document_snapshot (tenant_id, document_id, sequence, bytes) values ($1, $2, 0, 'damaged')`;
    await database.query(insert, [actor.tenantId, broken]);
    expect(await purgeDeletedContent()).toBe(1);
    expect(await placesOf('Goes at once')).toEqual([]);
    expect(await placesOf('Stays for a while')).not.toEqual([]);
    await database.query('delete from document_snapshot where document_id = $1', [broken]);
    expect(await purgeDeletedContent()).toBe(1);
    expect(await placesOf('Stays for a while')).toEqual([]);
  });

  test('takes nothing else with it, neither in the document nor in its versions', async () => {
    const [old, recent, live] = [await addCard('Old'), await addCard('Recent'), await addCard('Live')];
    await keepVersion();
    await deleteAt(old, daysAgo(91));
    await deleteAt(recent, daysAgo(89));
    await transact(name, actor, (doc) => {
      const column = newId();
      createColumn(doc, editAt(daysAgo(200)), { id: column, name: 'Long gone' });
      deleteColumn(doc, editAt(daysAgo(100)), column);
    });
    await follow();
    await purgeDeletedContent();
    const { doc } = await read(name, actor);
    expect(
      readBoardContents(doc)
        .cards.map((card) => card.id)
        .sort(),
    ).toEqual([recent, live].sort());
    expect(readColumns(doc).map((column) => column.name)).not.toContain('Long gone');
    const [version] = await database.query<{ bytes: Buffer }>(
      'select bytes from document_version where document_id = $1',
      [documentId],
    );
    const kept = new Y.Doc();
    Y.applyUpdate(kept, version?.bytes ?? new Uint8Array());
    expect(
      readBoardContents(kept)
        .cards.map((card) => card.title)
        .sort(),
    ).toEqual(['Live', 'Recent']);
    const rows = await database.query<{ id: string }>('select id from card where board_id = $1', [name.slice(6)]);
    expect(rows.map((row) => row.id).sort()).toEqual([recent, live].sort());
  });

  test('is gone also when it was only part of a text, on a board that nobody touches any more', async () => {
    const id = await addCard('Plain');
    await transact(name, actor, (doc) => setCardTitle(doc, editAt(daysAgo(200)), id, `Plain ${secret}`));
    await transact(name, actor, (doc) => setCardTitle(doc, editAt(daysAgo(200)), id, 'Plain'));
    await follow();
    expect(await placesOf(secret)).toContain('document_update.bytes');
    await purgeDeletedContent(new Date(Date.now() + 91 * day));
    expect(await placesOf(secret)).toEqual([]);
    expect((await read(name, actor)).doc.getMap('cards').size).toBe(1);
  });

  test('is gone also when a snapshot of a large board was merged with it, and nothing was edited since', async () => {
    const id = await addCard('Plain');
    await transact(name, actor, (doc) => doc.getMap('elsewhere').set('large', new Uint8Array(600 * 1024)));
    await transact(name, actor, (doc) => setCardTitle(doc, editAt(daysAgo(200)), id, `Plain ${secret}`));
    await transact(name, actor, (doc) => setCardTitle(doc, editAt(daysAgo(200)), id, 'Plain'));
    await follow();
    await compactDocument(documentId);
    expect(await placesOf(secret)).toEqual(['document_snapshot.bytes']);
    expect(await uncleanNames(actor, new Date(Date.now() + day))).toContain(name);
    await purgeDeletedContent(new Date(Date.now() + 91 * day));
    expect(await placesOf(secret)).toEqual([]);
    expect(await uncleanNames(actor, new Date(Date.now() + day))).not.toContain(name);
    expect((await read(name, actor)).doc.getMap('cards').size).toBe(1);
  });

  test('is looked for only where something came since it was last cleaned, from the first edit on', async () => {
    const unclean = async (before: Date) => (await uncleanNames(actor, before)).includes(name);
    await follow();
    await compactDocument(documentId, { clean: true });
    expect(await unclean(new Date(Date.now() + day))).toBe(false);
    await addCard('Sofa');
    await follow();
    const first = await database.query('select unclean_since from document_projection where document_id = $1', [
      documentId,
    ]);
    await addCard('Table');
    await follow();
    expect(
      await database.query('select unclean_since from document_projection where document_id = $1', [documentId]),
    ).toEqual(first);
    expect(await unclean(daysAgo(1))).toBe(false);
    expect(await unclean(new Date(Date.now() + day))).toBe(true);
  });

  test('follows the company’s own policy', async () => {
    const id = await addCard('Kept for ever');
    await deleteAt(id, daysAgo(1_000));
    await follow();
    const set = (days: number | null) =>
      withTenant(actor, (transaction) =>
        transaction.documentPolicy.upsert({
          where: { tenantId: actor.tenantId },
          create: { tenantId: actor.tenantId, deletedContentDays: days },
          update: { deletedContentDays: days },
        }),
      );
    await set(null);
    expect(await purgeDeletedContent()).toBe(0);
    await set(30);
    expect(await purgeDeletedContent()).toBe(1);
    expect(await placesOf('Kept for ever')).toEqual([]);
  });
});

describe('a board that was deleted longer ago than the company keeps it', () => {
  beforeEach(() => database.query('delete from document_policy where tenant_id = $1', [actor.tenantId]));

  /** Where something of the board may lie, and the column that says so. */
  const places = {
    board: 'id',
    board_member: 'board_id',
    board_column: 'board_id',
    card: 'board_id',
    document: 'id',
    document_update: 'document_id',
    document_snapshot: 'document_id',
    document_projection: 'document_id',
    document_version: 'document_id',
    projection_problem: 'document_id',
  };
  const boardId = () => name.split('/')[1] ?? '';
  const deleteBoardAt = (at: Date | null) =>
    database.query('update board set deleted_at = $2 where id = $1', [boardId(), at]);
  const whatIsLeft = async () => {
    const left: string[] = [];
    for (const [table, column] of Object.entries(places)) {
      const rows = await database.query(`select from ${table} where ${column} in ($1, $2)`, [boardId(), documentId]);
      if (rows.length > 0) left.push(table);
    }
    return left;
  };

  test('goes with all that was in it, and the audit log says so', async () => {
    await addCard(secret);
    await keepVersion();
    await transact(name, actor, (doc) => {
      boardRoots(doc).cards.set('no card', new Y.Map());
    });
    await follow();
    await compactDocument(documentId);
    await addCard(`${secret} again`);
    await deleteBoardAt(daysAgo(89));
    await purgeDeletedContent();
    expect(await whatIsLeft()).toEqual(Object.keys(places).filter((table) => table !== 'board_member'));
    await deleteBoardAt(daysAgo(91));
    expect(await purgeDeletedContent()).toBe(1);
    expect(await whatIsLeft()).toEqual([]);
    expect(await placesOf(secret)).toEqual([]);
    const entries = await database.query<{ action: string }>(
      `select action from audit_entry where entity_id = $1 and action = 'work.board.purged'`,
      [boardId()],
    );
    expect(entries).toHaveLength(1);
  });

  test('stays when the company keeps such things for ever, or when it was restored', async () => {
    await addCard(secret);
    await deleteBoardAt(daysAgo(400));
    await database.query('insert into document_policy (tenant_id, deleted_content_days) values ($1, null)', [
      actor.tenantId,
    ]);
    await purgeDeletedContent();
    await database.query('delete from document_policy where tenant_id = $1', [actor.tenantId]);
    await deleteBoardAt(null);
    await purgeDeletedContent();
    expect(await whatIsLeft()).toContain('board');
    expect((await read(name, actor)).doc.getMap('cards').size).toBe(1);
  });

  test('is all that the database lets anybody remove: no board that is there, no document of one, nothing of a document', async () => {
    await addCard(secret);
    const removed = await withTenant(actor, async (transaction) => [
      await transaction.board.deleteMany({ where: { id: boardId() } }),
      await transaction.document.deleteMany({ where: { id: documentId } }),
      await transaction.documentUpdate.deleteMany({ where: { documentId } }),
    ]);
    expect(removed).toEqual([{ count: 0 }, { count: 0 }, { count: 0 }]);
  });
});

describe('versions by activity', () => {
  const versions = () =>
    database.query<{ name: string; automatic: boolean }>(
      'select name, automatic from document_version where document_id = $1',
      [documentId],
    );
  const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  test('are kept when a burst of editing has ended, once, and only where something was edited', async () => {
    await keepAutomaticVersions(minutesLater(15));
    expect(await versions()).toEqual([]);
    await addCard('Sofa');
    await keepAutomaticVersions(minutesLater(5));
    expect(await versions()).toEqual([]);
    await keepAutomaticVersions(minutesLater(15));
    await keepAutomaticVersions(minutesLater(20));
    expect(await versions()).toEqual([{ name: '', automatic: true }]);
  });

  test('are kept once, though two servers look in the same moment', async () => {
    await addCard('Sofa');
    await Promise.all([keepAutomaticVersions(minutesLater(15)), keepAutomaticVersions(minutesLater(15))]);
    expect(await versions()).toEqual([{ name: '', automatic: true }]);
  });

  test('that could not be kept are tried again by the next run', async () => {
    await addCard('Sofa');
    await database.query(
      `insert into document_snapshot (tenant_id, document_id, sequence, bytes) values ($1, $2, 0, 'damaged')`,
      [actor.tenantId, documentId],
    );
    await keepAutomaticVersions(minutesLater(15));
    expect(await versions()).toEqual([]);
    await database.query('delete from document_snapshot where document_id = $1', [documentId]);
    await keepAutomaticVersions(minutesLater(18));
    expect(await versions()).toEqual([{ name: '', automatic: true }]);
  });

  test('are thinned out with age; those that people named stay', async () => {
    const insert = (age: number, automatic: boolean) =>
      database.query(
        `insert into document_version (tenant_id, id, document_id, name, automatic, sequence, bytes, created_at, created_by_name)
         values ($1, $2, $3, '', $4, 1, '', now() - $5 * interval '1 minute', '')`,
        [actor.tenantId, newId(), documentId, automatic, age],
      );
    for (let index = 0; index < 60; index++) await insert(3 * 24 * 60 + index, true);
    for (let index = 0; index < 5; index++) await insert(400 * 24 * 60 + index, index > 0);
    await addCard('Sofa');
    await keepAutomaticVersions(minutesLater(15));
    const left = await versions();
    // An hour of sixty versions lies in one hour of the clock or in two.
    expect(left.filter((version) => version.automatic).length).toBeLessThanOrEqual(3);
    expect(left.filter((version) => !version.automatic)).toHaveLength(1);
  });
});
