import { createCard, setCardTitle } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns, renameColumn } from '@muster/contract/work/board-columns';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { compactDocument } from '../../apps/server/src/collaboration/compaction/compact-document.ts';
import { referenceById } from '../../apps/server/src/collaboration/document-reference.ts';
import { documents, registerDocumentKind } from '../../apps/server/src/collaboration/index.ts';
import { PostgresDocumentLog } from '../../apps/server/src/collaboration/postgres-document-log.ts';
import { projectDocument } from '../../apps/server/src/collaboration/projection/project-document.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { boardDocument } from '../../apps/server/src/work/index.ts';
import { databaseOfFile } from '../support/file-database.ts';
import { companies, person } from '../support/fixtures.ts';
import { read, transact } from './edit-document.ts';
import { makeBoard } from './make-board.ts';

// The alerts that these tests provoke are not for the reader of their output.
vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent';
});

const database = databaseOfFile();
const maker = person('dispatcher');
const actor = { ...systemActor(companies.north.id, maker.name), userId: maker.id };
let name: string;
let documentId: string;

beforeEach(async () => {
  registerDocumentKind(boardDocument);
  ({ name, documentId } = await makeBoard(actor));
  await project();
});

async function project(options = {}) {
  const document = await referenceById(documentId);
  if (!document) throw new Error('The document is gone.');
  return projectDocument(document, options);
}

const editOf = (userId = maker.id) => ({ userId, at: '2026-11-21T09:00:00.000Z', origin: null });

async function addCard(title: string): Promise<string> {
  const id = newId();
  await transact(name, actor, (doc) => {
    const [column] = liveColumns(readColumns(doc));
    createCard(doc, editOf(), { id, title, columnId: column?.id ?? '' });
  });
  return id;
}

const rename = (id: string, title: string) => transact(name, actor, (doc) => setCardTitle(doc, editOf(), id, title));

const titles = async () =>
  (
    await database.query<{ title: string }>('select title from card where board_id = $1 order by id', [name.slice(6)])
  ).map((row) => row.title);

const events = (id: string) =>
  database.query("select type from outbox_event where payload->'ids' ? $1 order by id", [id]);

describe('a pass', () => {
  test('brings the rows up to the document and tells of what truly changed', async () => {
    const id = await addCard('Sofa');
    expect(await project()).toMatchObject({ from: 1, to: 2 });
    expect(await titles()).toEqual(['Sofa']);
    await rename(id, 'Sofa bed');
    await rename(id, 'Sofa');
    await project();
    expect(await events(id)).toEqual([{ type: 'work.card.changed' }]);
    expect(await project()).toMatchObject({ from: 4, to: 4 });
  });

  test('tells of each part who touched it last', async () => {
    const [sofa, lamp] = [await addCard('Sofa'), await addCard('Lamp')];
    const other = person('mover');
    await transact(name, { ...actor, userId: other.id }, (doc) =>
      setCardTitle(doc, editOf(other.id), lamp, 'Floor lamp'),
    );
    await project();
    const authors = (id: string) => database.query("select actor_id from outbox_event where payload->'ids' ? $1", [id]);
    expect(await authors(sofa)).toEqual([{ actor_id: maker.id }]);
    expect(await authors(lamp)).toEqual([{ actor_id: other.id }]);
  });

  test('takes what a document was made with for no news, and what comes later for some', async () => {
    ({ name, documentId } = await makeBoard(actor));
    const [column] = liveColumns(readColumns((await read(name, actor)).doc));
    if (!column) throw new Error('The board has no columns.');
    const told: boolean[] = [];
    registerDocumentKind({
      ...boardDocument,
      project: async (projection) => {
        for (const document of projection.documents) told.push(document.isNews(`columns.${column.id}`));
      },
    });
    await project();
    await transact(name, actor, (doc) => renameColumn(doc, editOf(), column.id, 'Later'));
    await project();
    expect(told).toEqual([false, true]);
  });

  test('that dies before it commits leaves nothing, and the next one does its work once', async () => {
    const id = await addCard('Piano');
    registerDocumentKind({
      ...boardDocument,
      project: async (projection) => {
        await boardDocument.project(projection);
        throw new Error('the process dies here');
      },
    });
    await expect(project()).rejects.toThrow('dies here');
    expect(await titles()).toEqual([]);
    expect(await events(id)).toEqual([]);
    registerDocumentKind(boardDocument);
    expect(await project()).toMatchObject({ from: 1, to: 2 });
    expect(await titles()).toEqual(['Piano']);
    expect(await events(id)).toEqual([{ type: 'work.card.changed' }]);
  });

  test('whose connection is cut during the commit counts for all or for nothing', async () => {
    const id = await addCard('Wardrobe');
    registerDocumentKind({
      ...boardDocument,
      project: async (projection) => {
        await boardDocument.project(projection);
        const { rows } = await projection.client.query('select pg_backend_pid() as pid');
        await database.query('select pg_terminate_backend($1)', [rows[0].pid]);
      },
    });
    await expect(project()).rejects.toThrow();
    registerDocumentKind(boardDocument);
    await project();
    expect(await titles()).toEqual(['Wardrobe']);
    expect(await events(id)).toEqual([{ type: 'work.card.changed' }]);
  });

  test('begins from the rows after a restart, and finds them as they should be', async () => {
    const id = await addCard('Lamp');
    await project();
    await rename(id, 'Floor lamp');
    // As if another process had done everything so far: what this one holds in memory is of an older number.
    await database.query('update document_projection set projected_sequence = 0 where document_id = $1', [documentId]);
    expect(await project()).toMatchObject({ from: 0, to: 3 });
    expect(await titles()).toEqual(['Floor lamp']);
    expect(await events(id)).toHaveLength(2);
    await database.query("update card set title = 'broken by hand' where id = $1", [id]);
    await database.query('update document_projection set projected_sequence = 2 where document_id = $1', [documentId]);
    await project();
    expect(await titles()).toEqual(['Floor lamp']);
  });

  test('waits a moment for what an update builds on, and not for ever', async () => {
    const id = await addCard('Table');
    await project();
    const { doc } = await read(name, actor);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    setCardTitle(doc, editOf(), id, 'Table and');
    setCardTitle(doc, editOf(), id, 'Table and chairs');
    const append = (bytes: Uint8Array = new Uint8Array()) =>
      new PostgresDocumentLog().append([{ documentId, bytes, actorId: null }]);
    await append(updates[1]);
    expect(await project({ maySkipIncomplete: true })).toMatchObject({ from: 2, to: 2, postponed: true });
    await append(updates[0]);
    expect(await project({ maySkipIncomplete: true })).toMatchObject({ from: 2, to: 4, postponed: false });
    expect(await titles()).toEqual(['Table and chairs']);
    expect(await database.query('select 1 from projection_problem where document_id = $1', [documentId])).toEqual([]);

    setCardTitle(doc, editOf(), id, 'Never comes');
    setCardTitle(doc, editOf(), id, 'Never comes!');
    await append(updates[3]);
    await database.query(
      "update document_update set committed_at = now() - interval '1 minute' where document_id = $1",
      [documentId],
    );
    expect(await project({ maySkipIncomplete: true })).toMatchObject({ from: 4, to: 5, postponed: false });
    expect(await titles()).toEqual(['Table and chairs']);
  });

  test('from a compacted document comes to the same end', async () => {
    await addCard('Desk');
    await project();
    await compactDocument(documentId);
    const id = await addCard('Chair');
    await rename(id, 'Armchair');
    await project();
    expect(await titles()).toEqual(['Desk', 'Armchair']);
  });
});

describe('what cannot be read', () => {
  const problems = () =>
    database.query(
      'select path, reason, payload, resolved_at is not null as resolved from projection_problem where document_id = $1 order by path',
      [documentId],
    );

  test('is kept with its contents, does not stop the rest, and counts as resolved once it can be', async () => {
    const odd = 'not a uuid';
    await transact(name, actor, (doc) => {
      doc.getMap('cards').set(odd, new Y.Map([['title', 'Stranger']]));
    });
    const good = await addCard('Readable');
    await project();
    expect(await titles()).toEqual(['Readable']);
    const found = await problems();
    expect(found).toContainEqual({
      path: `cards.${odd}`,
      reason: 'has an id that is no UUID',
      payload: expect.objectContaining({ title: 'Stranger' }),
      resolved: false,
    });
    await transact(name, actor, (doc) => {
      doc.getMap<Y.Map<unknown>>('cards').get(good)?.set('dueAt', 'someday');
    });
    await project();
    expect(await problems()).toContainEqual(
      expect.objectContaining({
        path: `cards.${good}.dueAt`,
        resolved: false,
        payload: expect.objectContaining({ dueAt: 'someday' }),
      }),
    );
    await transact(name, actor, (doc) => {
      doc.getMap<Y.Map<unknown>>('cards').get(good)?.set('dueAt', '2026-12-01');
    });
    await project();
    expect(await problems()).toContainEqual(expect.objectContaining({ path: `cards.${good}.dueAt`, resolved: true }));
    expect(await problems()).toContainEqual(expect.objectContaining({ path: `cards.${odd}`, resolved: false }));
  });

  test('what neither JSON nor Yjs has a form for stops nothing else', async () => {
    const [bigint, foreign] = [newId(), newId()];
    await transact(name, actor, (doc) => {
      const cards = doc.getMap<Y.Map<unknown>>('cards');
      cards.set(bigint, new Y.Map<unknown>([['title', 5n]]));
      cards.set(foreign, new Y.Map<unknown>([['checklist', new Y.XmlFragment()]]));
    });
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate((await read(name, actor)).doc));
    const vector = Y.encodeStateVector(doc);
    const fragment = doc.getMap<Y.Map<unknown>>('cards').get(foreign)?.get('checklist');
    if (!(fragment instanceof Y.XmlFragment)) throw new Error('The fragment is gone.');
    // A fragment's own methods take XML only; foreign programs need not.
    Y.Array.prototype.insert.call(fragment, 0, [null]);
    await new PostgresDocumentLog().append([
      { documentId, bytes: Y.encodeStateAsUpdate(doc, vector), actorId: maker.id },
    ]);
    await addCard('Readable');
    await project();
    expect(await titles()).toContain('Readable');
    expect(await problems()).toContainEqual(
      expect.objectContaining({ path: `cards.${bigint}.title`, payload: { title: '5' } }),
    );
    expect(await problems()).toContainEqual(
      expect.objectContaining({ path: `cards.${foreign}.checklist`, payload: null }),
    );
  });

  test('a card with the id of another board’s card changes nothing there', async () => {
    const first = await addCard('Original');
    await project();
    const other = await makeBoard(actor);
    await transact(other.name, actor, (doc) => {
      createCard(doc, editOf(), { id: first, title: 'Impostor', columnId: liveColumns(readColumns(doc))[0]?.id ?? '' });
    });
    await documents.projected(other.name, actor, 2);
    expect(await titles()).toEqual(['Original']);
    const found = await database.query('select path, reason from projection_problem where document_id = $1', [
      other.documentId,
    ]);
    expect(found).toEqual([{ path: `cards.${first}`, reason: 'has the id of an entry of another board' }]);
  });

  test('values that PostgreSQL cannot hold are replaced or left out, each with a note or without loss', async () => {
    const id = await addCard('NUL \u0000 and half an emoji \ud83d');
    await transact(name, actor, (doc) => {
      const card = doc.getMap<Y.Map<unknown>>('cards').get(id);
      card?.set('dueAt', '0000-01-01');
      card?.set('createdAt', '+200000-01-01T00:00:00.000Z');
      card?.set('createdById', 'nobody');
      const assignees = card?.get('assignees');
      if (assignees instanceof Y.Map) assignees.set('somebody', true);
      card?.set('place', { columnId: 'nowhere', position: 42 });
      const column = doc.getMap<Y.Map<unknown>>('columns').values().next().value;
      column?.set('wipLimit', 2 ** 50);
    });
    await project();
    expect(await titles()).toEqual(['NUL \uFFFD and half an emoji \uFFFD']);
    expect((await problems()).map(({ path }) => String(path).replace(/^(cards|columns)\.[^.]+\./, '$1: '))).toEqual([
      'cards: assignees.somebody',
      'cards: createdAt',
      'cards: createdById.nobody',
      'cards: dueAt',
      'cards: place',
      'cards: place.position',
      'columns: wipLimit',
    ]);
    const again = await project();
    expect(again.from).toBe(again.to);
  });

  test('an entry that a foreign client took out counts as deleted', async () => {
    const id = await addCard('Removed by force');
    await project();
    await transact(name, actor, (doc) => doc.getMap('cards').delete(id));
    await project();
    expect(await database.query('select deleted_at is null as live from card where id = $1', [id])).toEqual([
      { live: false },
    ]);
  });
});
