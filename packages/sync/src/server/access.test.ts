import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { deferred } from '../testing/deferred.ts';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import type { Authorization } from './access.ts';
import { deletionsUpdate } from './coverage-bytes.ts';

function granted(access: 'read' | 'write'): Authorization {
  const user = { id: 'ana', name: 'Ana', color: '#000000' };
  return { ok: true, documentId: 'id-of-board/1', access, sessionId: 's1', user };
}

test('A1: without access the socket is closed with code and reason, and nothing it sent is read', async () => {
  const server = await startServer();
  server.access.set('eve', { closeCode: 4404, reason: 'There is no such board.' });
  const client = await RawClient.connect(`${server.url}/board/1?user=eve`);
  client.send(99);
  expect(await client.closed()).toEqual({ code: 4404, reason: 'There is no such board.' });
  expect(client.messages).toEqual([]);
  expect(server.sync.stats().offenders).toBe(0);
});

test('A1: what a client sends while access is being checked is read afterwards', async () => {
  const { promise, resolve } = deferred<Authorization>();
  const server = await startServer({ authorize: () => promise });
  const client = await RawClient.connect(`${server.url}/board/1`);
  client.askForDocument();
  client.edit((doc) => addCard(doc, 'a'));
  resolve(granted('write'));
  await client.until('the SyncStep2', () => client.has('step2'));
  await eventually('the card to be stored', () => server.sync.stats().committedUpdates === 1);
});

test('A2: when access cannot be checked the client is told to try again later', async () => {
  const server = await startServer({ authorize: () => Promise.reject(new Error('database is down')) });
  const client = await RawClient.connect(`${server.url}/board/1`);
  expect((await client.closed()).code).toBe(1013);
});

test('A3: a read-only connection receives everything, and its changes are refused with the reason', async () => {
  const server = await startServer();
  server.access.set('vera', 'read');
  const writer = await RawClient.join(`${server.url}/board/1?user=ana`);
  const viewer = await RawClient.join(`${server.url}/board/1?user=vera&muster=1`);
  const stock = await RawClient.join(`${server.url}/board/1?user=vera`);
  expect(viewer.messages[0]).toEqual({ type: 'access', access: 'read', reason: '' });
  writer.edit((doc) => addCard(doc, 'a'));
  await viewer.until('the card', () => viewer.doc.getMap('cards').has('a'));

  viewer.edit((doc) => addCard(doc, 'mine'));
  stock.edit((doc) => addCard(doc, 'mine too'));
  const reason = 'You can view this document but not change it.';
  await viewer.until('the refusal', () => viewer.has('refusal'));
  await stock.until('the refusal', () => stock.has('permissionDenied'));
  expect(viewer.all('refusal')).toEqual([{ type: 'refusal', code: 'read_only', reason, count: 1 }]);
  expect(stock.all('permissionDenied')).toEqual([{ type: 'permissionDenied', reason }]);
  expect(server.sync.stats()).toMatchObject({ committedUpdates: 1, refusals: 2, offenders: 0 });
  expect(writer.all('update')).toHaveLength(0);
});

test('A4: a read-only connection may repeat what is known, as SyncStep2 or as update', async () => {
  const server = await startServer();
  server.access.set('vera', 'read');
  const writer = await RawClient.join(`${server.url}/board/1?user=ana&muster=1`);
  writer.edit((doc) => addCard(doc, 'a'));
  writer.edit((doc) => doc.getMap('cards').delete('a'));
  await writer.until('both stored', () => writer.acknowledged === 2);

  const viewer = await RawClient.join(`${server.url}/board/1?user=vera&muster=1`);
  viewer.sendSync(1, Y.encodeStateAsUpdate(viewer.doc));
  viewer.sendSync(2, Y.encodeStateAsUpdate(viewer.doc));
  await viewer.until('both acknowledged', () => viewer.acknowledged === 2);
  expect(server.sync.stats()).toMatchObject({ refusals: 0, committedUpdates: 2 });
});

test('A4: deletions that every replica derives are not refused, deletions that a viewer made are', async () => {
  const server = await startServer();
  server.access.set('vera', 'read');
  const base = updateOf((doc) => addCard(doc, 'a'), 1);
  await server.sync.append('id-of-board/1', base, null);
  for (const clientId of [2, 3]) {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    Y.applyUpdate(doc, base);
    const before = Y.encodeStateVector(doc);
    doc.getMap('cards').set('same key', `of client ${clientId}`);
    await server.sync.append('id-of-board/1', Y.encodeStateAsUpdate(doc, before), null);
  }
  const viewer = await RawClient.join(`${server.url}/board/1?user=vera&muster=1`);
  viewer.sendSync(1, Y.encodeStateAsUpdate(viewer.doc));
  await viewer.until('the SyncStep2 acknowledged', () => viewer.acknowledged === 1);
  expect(viewer.has('refusal')).toBe(false);

  viewer.doc.getMap('cards').delete('a');
  viewer.sendSync(1, Y.encodeStateAsUpdate(viewer.doc));
  await viewer.until('the refusal', () => viewer.has('refusal'));
});

test('A4: where somebody else reads documents they are asked, and what they cannot say is refused', async () => {
  const asked: string[] = [];
  let isUnable = false;
  const server = await startServer({
    readDeletions: async (documentId) => {
      asked.push(documentId);
      if (isUnable) throw new Error('this document takes too long to read');
      return deletionsUpdate([{ client: 7, start: 0, end: 1 }]);
    },
  });
  server.access.set('vera', 'read');
  const base = updateOf((doc) => {
    for (const card of ['a', 'b']) addCard(doc, card);
  }, 7);
  await server.sync.append('id-of-board/1', base, null);
  const viewer = await RawClient.join(`${server.url}/board/1?user=vera&muster=1`);
  viewer.sendSync(1, deletionsUpdate([{ client: 7, start: 0, end: 1 }]));
  await viewer.until('the SyncStep2 acknowledged', () => viewer.acknowledged === 1);
  expect(viewer.has('refusal')).toBe(false);
  expect(asked).toEqual(['id-of-board/1']);

  isUnable = true;
  await server.sync.append(
    'id-of-board/1',
    updateOf((doc) => addCard(doc, 'c'), 8),
    null,
  );
  viewer.sendSync(1, deletionsUpdate([{ client: 7, start: 0, end: 2 }]));
  await viewer.until('the refusal', () => viewer.has('refusal'));
  expect(asked).toHaveLength(2);
});

test('A4: viewers who make the server build the document again and again wait, and nobody else does', async () => {
  const server = await startServer();
  server.access.set('vera', 'read');
  const board = updateOf((doc) => {
    for (let card = 0; card < 1_000; card++) addCard(doc, `card ${card}`);
  }, 1);
  await server.sync.append('id-of-board/1', board, null);
  const writer = await RawClient.join(`${server.url}/board/1?user=ana&muster=1`);
  const viewer = await RawClient.join(`${server.url}/board/1?user=vera&muster=1`);
  const refusals = () => viewer.all('refusal').length;
  viewer.edit((doc) => doc.getMap('cards').delete('card 1'));
  await viewer.until('the first refusal', () => refusals() === 1);
  writer.edit((doc) => doc.getMap('cards').delete('card 2'));
  await viewer.until('the change that makes building necessary again', () => viewer.has('update'));
  viewer.edit((doc) => doc.getMap('cards').delete('card 3'));
  // Two round trips: the viewer's message has been read before the second begins.
  for (const count of [2, 3]) {
    writer.edit((doc) => doc.getMap('cards').delete(`card ${count + 5}`));
    await writer.until('the writer to be served', () => writer.acknowledged === count);
  }
  expect(refusals()).toBe(1);
  await viewer.until('the second refusal', () => refusals() === 2);
  expect(viewer.acknowledged).toBe(2);
});

test('A5: recheck announces changed access and closes withdrawn access, only where the filter says so', async () => {
  const server = await startServer();
  const [ana, bob, eve] = await Promise.all(
    ['ana', 'bob', 'eve'].map((user) => RawClient.join(`${server.url}/board/1?muster=1&user=${user}`)),
  );
  for (const user of ['ana', 'bob']) server.access.set(user, 'read');
  server.access.set('eve', { closeCode: 4403, reason: 'Your access to this board was withdrawn.' });
  await server.sync.recheck(({ user, sessionId }) => user.id !== 'bob' && sessionId === `session-${user.id}`);
  expect(server.sync.stats().connections).toBe(2);
  expect(await eve?.closed()).toEqual({ code: 4403, reason: 'Your access to this board was withdrawn.' });
  expect(eve?.all('access').at(-1)).toMatchObject({
    access: 'none',
    reason: 'Your access to this board was withdrawn.',
  });
  await ana?.until('read-only', () => ana.all('access').at(-1)?.access === 'read');
  ana?.edit((doc) => addCard(doc, 'a'));
  await ana?.until('the refusal', () => ana.has('refusal'));
  bob?.edit((doc) => addCard(doc, 'b'));
  await bob?.until('stored', () => bob.acknowledged === 1);

  server.access.set('ana', 'write');
  await server.sync.recheck(
    ({ documentId, documentName }) => documentId === 'id-of-board/1' && documentName === 'board/1',
  );
  await ana?.until('write again', () => ana.all('access').at(-1)?.access === 'write');
});

test('A5: what changes while access is being rechecked is asked for once more', async () => {
  const late = deferred<Authorization>();
  const answers = [Promise.resolve(granted('write')), late.promise, Promise.resolve(granted('read'))];
  let asked = 0;
  const server = await startServer({
    authorize: () => answers[asked++] ?? Promise.reject(new Error('asked')),
  });
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  const rechecks = [server.sync.recheck(() => true), server.sync.recheck(() => true)];
  late.resolve(granted('write'));
  await Promise.all(rechecks);
  await client.until('read-only', () => client.all('access').at(-1)?.access === 'read');
  expect(asked).toBe(3);
});

test('A6: access withdrawn while a connection is being let in is withdrawn from it', async () => {
  const answers = [deferred<Authorization>(), deferred<Authorization>()];
  let asked = 0;
  const server = await startServer({
    authorize: () => answers[asked++]?.promise ?? Promise.reject(new Error('asked')),
  });
  const client = await RawClient.connect(`${server.url}/board/1`);
  await eventually('the question', () => asked === 1);
  await server.sync.recheck(() => true);
  answers[0]?.resolve(granted('write'));
  await eventually('the second question', () => asked === 2);
  client.edit((doc) => addCard(doc, 'a'));
  answers[1]?.resolve({ ok: false, closeCode: 4403, reason: 'gone' });
  expect((await client.closed()).code).toBe(4403);
  expect(server.sync.stats().committedUpdates).toBe(0);
});

test('A7: a recheck that fails is repeated until it is answered', async () => {
  let asked = 0;
  const server = await startServer({
    authorize: async () => {
      asked += 1;
      if (asked === 2 || asked === 3) throw new Error('database is down');
      return granted(asked === 1 ? 'write' : 'read');
    },
  });
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  await server.sync.recheck(() => true);
  await client.until('read-only', () => client.all('access').at(-1)?.access === 'read');
  expect(asked).toBe(4);
});

test('E5: a name that leads to another document closes the connection with 1012', async () => {
  let documentId = 'first';
  const server = await startServer({ authorize: async () => ({ ...granted('write'), documentId }) });
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  documentId = 'second';
  await server.sync.recheck(() => true);
  expect((await client.closed()).code).toBe(1012);
});

test('S1: access is told before anything else, and changes are taken from then on', async () => {
  const server = await startServer();
  const client = await RawClient.connect(`${server.url}/board/1?muster=1`);
  client.edit((doc) => addCard(doc, 'a'));
  await client.until('the acknowledgement', () => client.acknowledged === 1);
  expect(client.messages[0]).toEqual({ type: 'access', access: 'write', reason: '' });
  expect(server.sync.stats().committedUpdates).toBe(1);
  const reader = await RawClient.join(`${server.url}/board/1`);
  expect([...reader.doc.getMap('cards').keys()]).toEqual(['a']);
});

test('E1: a reason too long for a close frame is cut between characters', async () => {
  const server = await startServer({
    authorize: async () => ({ ok: false, closeCode: 4403, reason: `n${'é'.repeat(100)}` }),
  });
  const client = await RawClient.connect(`${server.url}/board/1`);
  expect(await client.closed()).toEqual({ code: 4403, reason: `n${'é'.repeat(61)}` });
});
