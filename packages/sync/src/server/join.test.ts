import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { ScriptedLog } from '../testing/ScriptedLog.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import type { StoredDocument } from './document-log.ts';

const BOARD = 'id-of-board/1';

/** A log whose document has a snapshot. */
class SnapshotLog extends ScriptedLog {
  readonly #snapshot: Uint8Array;

  constructor(snapshot: Uint8Array) {
    super();
    this.#snapshot = snapshot;
  }

  override async load(documentId: string): Promise<StoredDocument> {
    const { updates } = await super.load(documentId);
    return {
      snapshot: { seq: 10, bytes: this.#snapshot },
      updates: updates.map(({ seq, bytes }) => ({ seq: seq + 10, bytes })),
    };
  }
}

test('J1: SyncStep1 is answered by SyncStep1, what is lacking, SyncStep2, and who is here', async () => {
  const server = await startServer();
  const client = await RawClient.join(`${server.url}/board/1`);
  await client.until('awareness', () => client.has('awareness'));
  expect(client.messages.map(({ type }) => type)).toEqual(['step1', 'step2', 'awareness']);

  client.askForDocument();
  await client.until('the second SyncStep2', () => client.all('step2').length === 2);
  expect(client.all('step1')).toHaveLength(1);
});

test('J2: a new client is sent the stored bytes as they are, and is asked with an empty state vector', async () => {
  const snapshot = updateOf((doc) => addCard(doc, 'a'));
  const log = new SnapshotLog(snapshot);
  const tail = updateOf((doc) => addCard(doc, 'b'));
  await log.stored.append([{ documentId: BOARD, bytes: tail, actorId: null }]);
  const server = await startServer({}, log);

  const client = await RawClient.join(`${server.url}/board/1`);
  expect(client.all('update').map(({ bytes }) => bytes)).toEqual([snapshot]);
  expect(client.all('step2').map(({ bytes }) => bytes)).toEqual([tail]);
  expect(Y.decodeStateVector(client.all('step1')[0]?.bytes ?? Uint8Array.of(9)).size).toBe(0);
  expect([...client.doc.getMap('cards').keys()].sort()).toEqual(['a', 'b']);
});

test('J2: what was merged for one new client is not merged anew for the next, and each has everything', async () => {
  const source = new Y.Doc();
  const server = await startServer();
  const append = async (name: string, words: string) => {
    const before = Y.encodeStateVector(source);
    addCard(source, name, words);
    await server.sync.append(BOARD, Y.encodeStateAsUpdate(source, before), null);
  };
  await append('large', 'x'.repeat(100_000));
  const large = Y.encodeStateAsUpdate(source);
  const stays = await RawClient.join(`${server.url}/board/1`);
  for (const name of ['a', 'b', 'c']) {
    await append(name, 'x'.repeat(10_000));
    const client = await RawClient.join(`${server.url}/board/1`);
    expect(client.doc.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());
    expect(client.messages.filter(({ type }) => type === 'update' || type === 'step2').at(-1)?.type).toBe('step2');
    expect(client.all('update').map(({ bytes }) => bytes)).toEqual([large]);
  }
  await stays.until('every edit', () => stays.doc.getMap('cards').size === 4);
});

test('J10: a long log reaches a new client whole, and what is committed while it is read follows', async () => {
  const source = new Y.Doc();
  const updates: Uint8Array[] = [];
  source.on('update', (update) => updates.push(update));
  for (let edit = 0; edit < 20_000; edit++) source.getMap('cards').set(`card ${edit % 50}`, edit);
  const log = new ScriptedLog();
  await log.stored.append(updates.splice(0).map((bytes) => ({ documentId: BOARD, bytes, actorId: null })));
  const server = await startServer({}, log);

  const client = await RawClient.connect(`${server.url}/board/1`);
  client.askForDocument();
  do {
    source.getMap('cards').set('late', updates.length);
    await server.sync.append(BOARD, updates.at(-1) ?? new Uint8Array(), null);
  } while (!client.has('step2'));
  await client.until('every edit', () => client.doc.getMap('cards').get('late') === source.getMap('cards').get('late'));
  expect(client.doc.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());

  const second = await RawClient.join(`${server.url}/board/1`);
  expect(second.doc.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());
});

test('J3: a client that knows something is sent what it lacks and every deletion', async () => {
  const source = new Y.Doc();
  addCard(source, 'a');
  const log = new SnapshotLog(Y.encodeStateAsUpdate(source));
  const server = await startServer({}, log);
  const client = await RawClient.connect(`${server.url}/board/1`);
  Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(source));
  const whole = Y.encodeStateAsUpdate(source).length;

  const before = Y.encodeStateVector(source);
  addCard(source, 'b');
  source.getMap('cards').delete('a');
  await server.sync.append(BOARD, Y.encodeStateAsUpdate(source, before), null);

  client.askForDocument();
  await client.until('the SyncStep2', () => client.has('step2'));
  expect(client.doc.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());
  expect(client.all('update')[0]?.bytes.length).toBeLessThan(whole / 4);

  const older = await RawClient.connect(`${server.url}/board/1`);
  Y.applyUpdate(
    older.doc,
    updateOf((doc) => doc.getMap('elsewhere').set('x', 1)),
  );
  older.askForDocument();
  await older.until('the SyncStep2', () => older.has('step2'));
  expect(older.doc.getMap('cards').toJSON()).toEqual(source.getMap('cards').toJSON());
});

test('J4: nothing is lost between the join of one client and the commits of another', async () => {
  const server = await startServer();
  server.log.slowness = 1;
  const writer = await RawClient.join(`${server.url}/board/1`);
  const joining: Promise<RawClient>[] = [];
  for (let count = 0; count < 60; count++) {
    writer.edit((doc) => doc.getArray('items').push([count]));
    if (count % 10 === 5) joining.push(RawClient.join(`${server.url}/board/1`));
    await writer.settle();
  }
  const readers = await Promise.all(joining);
  for (const reader of readers) {
    await reader.until('all 60 items', () => reader.doc.getArray('items').length === 60);
    expect(reader.doc.getArray('items').toJSON()).toEqual(writer.doc.getArray('items').toJSON());
  }
});

test('J5: a SyncStep2 that only repeats is acknowledged and not stored; one with a new deletion is stored', async () => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  const writer = await RawClient.join(url);
  writer.edit((doc) => addCard(doc, 'a'));
  writer.edit((doc) => doc.getMap('cards').delete('a'));
  await writer.until('both stored', () => writer.acknowledged === 2);
  const batches = server.log.batches.length;

  writer.sendSync(1, Y.encodeStateAsUpdate(writer.doc));
  await writer.until('the repetition acknowledged', () => writer.acknowledged === 3);
  // What everybody sends who comes back and has everything: no structs, and every deletion.
  writer.sendSync(1, Y.encodeStateAsUpdate(writer.doc, Y.encodeStateVector(writer.doc)));
  await writer.until('the deletions acknowledged', () => writer.acknowledged === 4);
  expect(server.log.batches).toHaveLength(batches);

  addCard(writer.doc, 'b');
  writer.sendSync(1, Y.encodeStateAsUpdate(writer.doc));
  await writer.until('the news stored', () => writer.acknowledged === 5);
  const structs = Y.encodeStateVector(writer.doc);
  writer.doc.getText('none');
  writer.doc.getMap('cards').delete('b');
  writer.sendSync(1, Y.encodeStateAsUpdate(writer.doc, structs));
  await writer.until('the deletion stored', () => writer.acknowledged === 6);
  expect(server.log.batches).toHaveLength(batches + 2);
});

test('J6: a room is let go when empty, what waits is stored, and the next member finds it', async () => {
  const server = await startServer();
  const writer = await RawClient.join(`${server.url}/board/1`);
  server.log.shut();
  writer.edit((doc) => addCard(doc, 'a'));
  await writer.settle();
  writer.socket.close();
  await writer.closed();
  await eventually('the room gone', () => server.sync.stats().rooms === 0);
  expect(server.sync.stats()).toMatchObject({ rooms: 0, connections: 0, pendingUpdates: 1 });

  const next = await RawClient.join(`${server.url}/board/1`);
  expect(next.doc.getMap('cards').size).toBe(0);
  server.log.open();
  await next.until('the card', () => next.doc.getMap('cards').has('a'));
});

test('J7: what another process wrote to the log is found by the next join while the room is open', async () => {
  const server = await startServer();
  const first = await RawClient.join(`${server.url}/board/1`);
  await server.log.stored.append([{ documentId: BOARD, bytes: updateOf((doc) => addCard(doc, 'x')), actorId: null }]);
  first.edit((doc) => addCard(doc, 'y'));
  await first.until('stored', () => server.committed.length === 1);

  const second = await RawClient.join(`${server.url}/board/1`);
  expect([...second.doc.getMap('cards').keys()].sort()).toEqual(['x', 'y']);
});
