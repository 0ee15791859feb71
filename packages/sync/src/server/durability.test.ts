import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { DocumentRejectedError } from './document-log.ts';
import { InvalidUpdateError } from './invalid-update.ts';

test('D1: nothing is forwarded or acknowledged before it is stored', async () => {
  const server = await startServer();
  const writer = await RawClient.join(`${server.url}/board/1?muster=1`);
  const reader = await RawClient.join(`${server.url}/board/1`);
  server.log.shut();
  writer.edit((doc) => addCard(doc, 'a'));
  await eventually('the append to begin', () => server.log.attempts === 1);
  await Promise.all([writer.settle(), reader.settle()]);
  expect(writer.acknowledged).toBe(0);
  expect(reader.all('update')).toHaveLength(0);

  server.log.open();
  await reader.until('the card', () => reader.doc.getMap('cards').has('a'));
  await writer.until('the acknowledgement', () => writer.acknowledged === 1);
  expect(writer.all('acknowledgement')).toEqual([{ type: 'acknowledgement', count: 1, seq: 1 }]);
});

test('D2: what arrives during an append leaves together in the next, for all documents', async () => {
  const server = await startServer();
  const writers = await Promise.all([1, 2, 3].map((id) => RawClient.join(`${server.url}/board/${id}?muster=1`)));
  server.log.shut();
  for (const writer of writers) writer.edit((doc) => addCard(doc, 'first'));
  await eventually('the first append', () => server.log.attempts === 1);
  for (const writer of writers) writer.edit((doc) => addCard(doc, 'second'));
  for (const writer of writers) await writer.settle();
  server.log.open();
  for (const writer of writers) await writer.until('both stored', () => writer.acknowledged === 2);
  const sizes = server.log.batches.map((batch) => batch.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(6);
  expect(sizes.length).toBeLessThanOrEqual(3);
  expect(new Set(server.log.batches.at(-1)?.map(({ documentId }) => documentId)).size).toBe(3);
});

test('D3: while the log fails nothing is acknowledged or forwarded; afterwards everything is, in order', async () => {
  const server = await startServer();
  const writer = await RawClient.join(`${server.url}/board/1?muster=1`);
  const reader = await RawClient.join(`${server.url}/board/1`);
  server.log.down = true;
  for (let count = 0; count < 20; count++) writer.edit((doc) => doc.getArray('items').push([count]));
  await eventually('three attempts', () => server.log.attempts >= 3);
  expect(writer.acknowledged).toBe(0);
  expect(reader.all('update')).toHaveLength(0);
  expect(server.sync.stats()).toMatchObject({ pendingUpdates: 20, committedUpdates: 0 });

  server.log.down = false;
  await writer.until('all stored', () => writer.acknowledged === 20);
  await reader.until('all items', () => reader.doc.getArray('items').length === 20);
  const { updates } = await server.log.stored.load('id-of-board/1');
  const replica = new Y.Doc();
  for (const { bytes } of updates) {
    Y.applyUpdate(replica, bytes);
    expect(replica.store.pendingStructs).toBeNull();
  }
});

test('D3: a document that cannot be read is read again until it can', async () => {
  const server = await startServer();
  await server.sync.append(
    'id-of-board/1',
    updateOf((doc) => addCard(doc, 'a')),
    null,
  );
  server.log.down = true;
  const client = await RawClient.connect(`${server.url}/board/1`);
  client.askForDocument();
  await eventually('a failed read', () => server.logged.includes('document could not be read'));
  expect(client.messages).toEqual([]);
  server.log.down = false;
  await client.until('the card', () => client.doc.getMap('cards').has('a'));
});

test('D4: a document that fails alone does not hold up the others', async () => {
  const server = await startServer();
  const ids = ['sick', 'one', 'two'];
  const [sick, one, two] = await Promise.all(ids.map((id) => RawClient.join(`${server.url}/${id}?muster=1`)));
  server.log.sick.add('id-of-sick');
  for (let round = 1; round <= 3; round++) {
    for (const writer of [sick, one, two]) writer?.edit((doc) => doc.getArray('items').push([round]));
    await one?.until(`round ${round} of one`, () => one.acknowledged === round);
    await two?.until(`round ${round} of two`, () => two.acknowledged === round);
  }
  expect(sick?.acknowledged).toBe(0);
  server.log.sick.clear();
  await sick?.until('the recovery', () => sick.acknowledged === 3);
});

test('D5: a document that the log rejects for good has its updates refused, and the rest is stored', async () => {
  const server = await startServer();
  const gone = await RawClient.join(`${server.url}/gone?muster=1`);
  const other = await RawClient.join(`${server.url}/other?muster=1`);
  server.log.deleted.add('id-of-gone');
  gone.edit((doc) => addCard(doc, 'a'));
  other.edit((doc) => addCard(doc, 'a'));
  await gone.until('the refusal', () => gone.has('refusal'));
  await other.until('the acknowledgement', () => other.acknowledged === 1);
  expect(gone.all('refusal')).toEqual([
    { type: 'refusal', code: 'document_rejected', reason: 'This document was deleted.', count: 1 },
  ]);
  const rejected = server.sync.append(
    'id-of-gone',
    updateOf((doc) => addCard(doc, 'b')),
    null,
  );
  await expect(rejected).rejects.toBeInstanceOf(DocumentRejectedError);
});

test('D5: where a document has room for some of what waits, the rest alone is refused', async () => {
  const server = await startServer();
  const [greedy, modest, other] = await Promise.all(
    ['full', 'full', 'other'].map((name) => RawClient.join(`${server.url}/${name}?muster=1`)),
  );
  if (!greedy || !modest || !other) throw new Error('no clients');
  server.log.full.set('id-of-full', 1_000);
  server.log.down = true;
  modest.edit((doc) => doc.getMap('small').set('a', 1));
  await modest.settle();
  greedy.edit((doc) => doc.getText('text').insert(0, 'x'.repeat(2_000)));
  await greedy.settle();
  modest.edit((doc) => doc.getMap('small').set('b', 2));
  other.edit((doc) => addCard(doc, 'a'));
  server.log.down = false;
  await Promise.all([modest, other].map((client) => client.until('it to be stored', () => client.acknowledged > 0)));
  await modest.until('both to be stored', () => modest.acknowledged === 2);
  await greedy.until('the refusal', () => greedy.has('refusal'));
  expect(greedy.all('refusal')).toMatchObject([
    { code: 'document_rejected', reason: 'This document is full.', count: 1 },
  ]);
  expect(modest.has('refusal') || other.has('refusal')).toBe(false);
  await greedy.until('what others stored', () => greedy.doc.getMap('small').size === 2);
});

test('D5: what leaned on something that is refused is refused with it, and can be sent again', async () => {
  const server = await startServer();
  const url = `${server.url}/full?muster=1`;
  const [first, again] = await Promise.all([RawClient.join(url), RawClient.join(url)]);
  server.log.full.set('id-of-full', 1_000);
  server.log.down = true;
  first.edit((doc) => doc.getText('text').insert(0, 'x'.repeat(2_000)));
  await first.settle();
  first.doc.getMap('small').set('a', 1);
  again.sendSync(1, Y.encodeStateAsUpdate(first.doc));
  await again.settle();
  server.log.down = false;
  for (const client of [first, again]) await client.until('the refusal', () => client.has('refusal'));
  expect(server.sync.stats()).toMatchObject({ pendingUpdates: 0, pendingBytes: 0, committedUpdates: 0 });
  server.log.full.clear();
  again.sendSync(1, Y.encodeStateAsUpdate(first.doc));
  await again.until('all to be stored', () => again.acknowledged === 2);
  const newcomer = await RawClient.join(url);
  expect([newcomer.doc.getText('text').length, newcomer.doc.getMap('small').get('a')]).toEqual([2_000, 1]);
});

test("D6: the server's own edits are checked, stored and forwarded like everybody's", async () => {
  const server = await startServer();
  const reader = await RawClient.join(`${server.url}/board/1`);
  expect(
    await server.sync.append(
      'id-of-board/1',
      updateOf((doc) => addCard(doc, 'a')),
      'robot',
    ),
  ).toBe(1);
  await reader.until('the card', () => reader.doc.getMap('cards').has('a'));
  expect(server.log.batches[0]?.[0]).toMatchObject({ documentId: 'id-of-board/1', actorId: 'robot' });
  expect(
    await server.sync.append(
      'id-of-nobody',
      updateOf((doc) => addCard(doc, 'a')),
      null,
    ),
  ).toBe(1);
  await expect(server.sync.append('id-of-board/1', Uint8Array.of(1, 2, 3), null)).rejects.toThrow(InvalidUpdateError);
});

/** A server that closes while the log holds back what somebody wrote. */
async function closingServer() {
  const server = await startServer();
  const writer = await RawClient.join(`${server.url}/board/1?muster=1`);
  server.log.shut();
  writer.edit((doc) => addCard(doc, 'a'));
  await eventually('the append to begin', () => server.log.attempts === 1);
  const closed = server.sync.close();
  return { server, writer, closed };
}

test('D7: close() waits for what was received, acknowledges it, and closes with 1012', async () => {
  const { server, writer, closed } = await closingServer();
  await expect(RawClient.connect(`${server.url}/board/1`)).rejects.toThrow('503');
  expect(writer.close).toBeNull();
  expect(server.sync.stats()).toMatchObject({ pendingUpdates: 1, connections: 1 });
  server.log.open();
  await closed;
  expect((await writer.closed()).code).toBe(1012);
  expect(writer.acknowledged).toBe(1);
  await expect(
    server.sync.append(
      'id-of-board/1',
      updateOf((doc) => addCard(doc, 'b')),
      null,
    ),
  ).rejects.toThrow('closing');
});

test('D7: close() gives up on a log that stays down, and acknowledges nothing', async () => {
  const server = await startServer({ limits: { drainTimeout: 50 } });
  const writer = await RawClient.join(`${server.url}/board/1?muster=1`);
  server.log.down = true;
  writer.edit((doc) => addCard(doc, 'a'));
  await eventually('an attempt', () => server.log.attempts > 0);
  await server.sync.close();
  expect((await writer.closed()).code).toBe(1012);
  expect(writer.all('refusal').map(({ code }) => code)).toEqual(['document_rejected']);
});

test('E3: who comes while the server closes gets HTTP 503', async () => {
  const { server, closed } = await closingServer();
  const late = new WebSocket(`${server.url}/board/1`);
  const response = await new Promise<IncomingMessage>((resolve) => {
    late.once('unexpected-response', (_request, answer) => resolve(answer));
  });
  expect(response.statusCode).toBe(503);
  server.log.open();
  await closed;
});

test.each([1, 1_000])(
  "E4: a stored document of %i updates that cannot be read closes with 1011, which is nobody's offence",
  async (count) => {
    const server = await startServer();
    const broken = { documentId: 'id-of-board/1', bytes: Uint8Array.of(1, 2, 3), actorId: null };
    await server.log.stored.append(Array.from({ length: count }, () => broken));
    const client = await RawClient.connect(`${server.url}/board/1?muster=1`);
    client.edit((doc) => addCard(doc, 'a'));
    client.askForDocument();
    expect((await client.closed()).code).toBe(1011);
    expect(server.sync.stats().offenders).toBe(0);
  },
);

test('D8: onCommitted tells each document once per commit, with its last number', async () => {
  const server = await startServer();
  const writer = await RawClient.join(`${server.url}/board/1?muster=1`);
  server.log.shut();
  writer.edit((doc) => addCard(doc, 'a'));
  await eventually('the first append', () => server.log.attempts === 1);
  writer.edit((doc) => addCard(doc, 'b'));
  writer.edit((doc) => addCard(doc, 'c'));
  await writer.settle();
  server.log.open();
  await writer.until('all stored', () => writer.acknowledged === 3);
  expect(server.committed).toEqual([
    { documentId: 'id-of-board/1', lastSeq: 1 },
    { documentId: 'id-of-board/1', lastSeq: 3 },
  ]);
});

test('D9: a commit leaves a room in one frame, and its only author is sent none', async () => {
  const server = await startServer();
  const [first, second] = await Promise.all([1, 2].map(() => RawClient.join(`${server.url}/board/1?muster=1`)));
  const reader = await RawClient.join(`${server.url}/board/1`);
  server.log.shut();
  first?.edit((doc) => addCard(doc, 'a'));
  await eventually('the first append', () => server.log.attempts === 1);
  for (let count = 0; count < 10; count++) first?.edit((doc) => doc.getArray('items').push([count]));
  second?.edit((doc) => addCard(doc, 'b'));
  await Promise.all([first?.settle(), second?.settle()]);
  server.log.open();
  await reader.until('everything', () => reader.doc.getMap('cards').size === 2);
  expect(reader.doc.getArray('items')).toHaveLength(10);
  expect(reader.all('update')).toHaveLength(2);
  await second?.until('the second commit', () => second.acknowledged === 1);
  await first?.until('the other author', () => first.has('update'));
  expect(first?.all('update')).toHaveLength(1);
});

test('K1, K2, K3: acknowledgements count what is dealt with, after refusals, once per turn', async () => {
  const server = await startServer();
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  server.log.shut();
  client.edit((doc) => addCard(doc, 'a'));
  await eventually('the append to begin', () => server.log.attempts === 1);
  client.sendSync(1, Uint8Array.of(0, 0));
  for (let count = 0; count < 5; count++) client.edit((doc) => doc.getArray('items').push([count]));
  await client.settle();
  expect(client.acknowledged).toBe(0);
  server.log.open();
  await client.until('all dealt with', () => client.acknowledged === 7);
  expect(client.all('acknowledgement').length).toBeLessThanOrEqual(2);

  server.access.set('ana', 'read');
  await server.sync.recheck(() => true);
  client.edit((doc) => addCard(doc, 'b'));
  await client.until('the refusal to be covered', () => client.acknowledged === 8);
  const types = client.messages.map(({ type }) => type);
  expect(types.indexOf('refusal')).toBeLessThan(types.lastIndexOf('acknowledgement'));
});
