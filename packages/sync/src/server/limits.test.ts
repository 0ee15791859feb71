import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { encodeAwarenessUpdate } from './awareness-update.ts';
import { encodeStateVector } from './messages.ts';

test('L1: an update that makes the document too large is refused, and the connection stays', async () => {
  const server = await startServer({ limits: { maxDocumentBytes: 5_000 } });
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.edit((doc) => doc.getArray('items').push(['x'.repeat(4_000)]));
  await client.until('the first to be stored', () => client.acknowledged === 1);
  client.edit((doc) => doc.getArray('items').push(['x'.repeat(4_000)]));
  await client.until('the refusal', () => client.has('refusal'));
  expect(client.all('refusal')[0]).toMatchObject({ code: 'document_too_large', count: 2 });
  client.sendSync(
    2,
    updateOf((doc) => doc.getMap('small').set('a', 1)),
  );
  await client.until('a small one to be stored', () => client.acknowledged === 3);
  expect(server.sync.stats().committedUpdates).toBe(2);
});

test('L1: what waits to be stored takes its room, in an outage too, and leaves others theirs', async () => {
  const server = await startServer({ limits: { maxDocumentBytes: 5_000 } });
  const url = `${server.url}/board/1?muster=1`;
  const [greedy, modest] = await Promise.all([RawClient.join(url), RawClient.join(url)]);
  server.log.down = true;
  for (let count = 0; count < 2; count++) greedy.edit((doc) => doc.getArray('items').push(['x'.repeat(4_000)]));
  await greedy.until('the refusal', () => greedy.has('refusal'));
  expect(greedy.all('refusal')).toMatchObject([{ code: 'document_too_large', count: 2 }]);
  modest.edit((doc) => doc.getMap('small').set('a', 1));
  server.log.down = false;
  await modest.until('the small one to be stored', () => modest.acknowledged === 1);
  await greedy.until('the first to be stored', () => greedy.acknowledged === 2);
  expect(modest.has('refusal')).toBe(false);
  expect(greedy.all('refusal')).toHaveLength(1);
});

test.each([true, false])('L1: who repeats what fits needs no more room for it (while it waits: %s)', async (waits) => {
  const server = await startServer({ limits: { maxDocumentBytes: 5_000 } });
  const url = `${server.url}/board/1?muster=1`;
  const first = await RawClient.join(url);
  const again = await RawClient.join(url);
  server.log.down = waits;
  first.edit((doc) => doc.getArray('items').push(['x'.repeat(4_000)]));
  if (waits) await eventually('it to wait', () => server.sync.stats().pendingBytes > 4_000);
  else await first.until('it to be stored', () => first.acknowledged === 1);
  first.doc.getMap('small').set('a', 1);
  again.sendSync(1, Y.encodeStateAsUpdate(first.doc));
  await again.settle();
  server.log.down = false;
  await again.until('the rest to be stored', () => again.acknowledged === 1);
  expect(again.has('refusal')).toBe(false);
  expect((await RawClient.join(url)).doc.getMap('small').get('a')).toBe(1);
});

test('L5: a message may be larger than a document: what was made offline comes back in one', async () => {
  const server = await startServer({ limits: { maxDocumentBytes: 5_000_000, maxMessageBytes: 5_500_000 } });
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.doc.getText('notes').insert(0, 'x'.repeat(4_999_000));
  client.sendSync(1, Y.encodeStateAsUpdate(client.doc));
  await client.until('all to be stored', () => client.acknowledged === 1);
  expect(client.has('refusal')).toBe(false);
  const tooSmall = { maxDocumentBytes: 5_000, maxMessageBytes: 5_000 };
  await expect(startServer({ limits: tooSmall })).rejects.toThrow('maxMessageBytes must exceed maxDocumentBytes');
});

test('L6: an update of too many parts is refused, and the connection stays', async () => {
  const server = await startServer({ limits: { maxUpdateParts: 100 } });
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.edit((doc) => doc.getArray('items').push(Array.from({ length: 200 }, () => null)));
  await client.until('the refusal', () => client.has('refusal'));
  expect(client.all('refusal')).toMatchObject([{ code: 'update_too_complex', count: 1 }]);
  client.sendSync(
    2,
    updateOf((doc) => doc.getMap('small').set('a', 1)),
  );
  await client.until('a small one to be stored', () => client.acknowledged === 2);
  expect(server.sync.stats()).toMatchObject({ committedUpdates: 1, refusals: 1, offenders: 0 });
});

test('L8: an update that nests types too deeply is refused, and the connection stays', async () => {
  const server = await startServer();
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.edit((doc) => {
    let map = doc.getMap<unknown>('deep');
    for (let level = 0; level <= 200; level++) map = map.set('k', new Y.Map<unknown>());
  });
  await client.until('the refusal', () => client.has('refusal'));
  expect(client.all('refusal')).toMatchObject([{ code: 'update_too_complex', count: 1 }]);
  client.sendSync(
    2,
    updateOf((doc) => doc.getMap('small').set('a', 1)),
  );
  await client.until('a small one to be stored', () => client.acknowledged === 2);
  expect(server.sync.stats()).toMatchObject({ committedUpdates: 1, refusals: 1, offenders: 0 });
});

test.each([{ maxPendingBytesPerConnection: 20_000 }, { maxPendingBytes: 20_000 }])(
  'L2: what waits to be stored is bounded by not reading on, and nothing is dropped (%o)',
  async (limits) => {
    const server = await startServer({ limits });
    const client = await RawClient.join(`${server.url}/board/1?muster=1`);
    server.log.down = true;
    for (let count = 0; count < 500; count++) client.edit((doc) => doc.getArray('items').push(['x'.repeat(10_000)]));
    await eventually('some attempts', () => server.log.attempts >= 4);
    const { pendingBytes } = server.sync.stats();
    expect(pendingBytes).toBeGreaterThan(20_000);
    // What the socket's read buffer held when reading stopped may come on top.
    expect(pendingBytes).toBeLessThan(20_000 + 2 * 65_536);
    server.log.down = false;
    await client.until('all to be stored', () => client.acknowledged === 500);
  },
);

test('L3: sockets beyond the limit are closed with 1013', async () => {
  const server = await startServer({ limits: { maxConnections: 1 } });
  const first = await RawClient.join(`${server.url}/board/1`);
  const second = await RawClient.connect(`${server.url}/board/1`);
  expect((await second.closed()).code).toBe(1013);
  first.socket.close();
  await first.closed();
  await RawClient.join(`${server.url}/board/1`);
});

test('L3: a full server gives the place of a silent socket to somebody who comes to work', async () => {
  const server = await startServer({ limits: { maxConnections: 1, silenceForgiven: 0 } });
  const silent = await RawClient.connect(`${server.url}/board/1`);
  await eventually('it to be let in', () => server.sync.stats().silent === 1);
  await RawClient.join(`${server.url}/board/1`);
  expect((await silent.closed()).code).toBe(1013);
  expect(server.sync.stats()).toMatchObject({ connections: 1, turnedAway: 1 });
});

test('L4: a SyncStep1 of too many clients, or an awareness message of too many lines, closes its sender with 4413', async () => {
  const server = await startServer({ limits: { maxVectorClients: 100, maxAwarenessLines: 100 } });
  const asking = await RawClient.connect(`${server.url}/board/1`);
  asking.sendSync(0, encodeStateVector(new Map(Array.from({ length: 101 }, (_, client) => [client, 1]))));
  expect(await asking.closed()).toEqual({ code: 4413, reason: 'state vector of more than 100 clients' });
  const talking = await RawClient.join(`${server.url}/board/1`);
  const lines = Array.from({ length: 101 }, (_, clientId) => ({ clientId, clock: 1, state: '{}' }));
  const update = encodeAwarenessUpdate(lines);
  talking.socket.send(Buffer.concat([Buffer.of(1, (update.length & 127) | 128, update.length >> 7), update]));
  expect(await talking.closed()).toEqual({ code: 4413, reason: 'awareness message of more than 100 lines' });
});

test('L4: an awareness state over the limit closes its sender with 4413; client ids beyond the limit are skipped', async () => {
  const server = await startServer({ limits: { maxAwarenessBytes: 100, maxAwarenessClients: 2 } });
  const [first, second] = await Promise.all([1, 2].map(() => RawClient.join(`${server.url}/board/1`)));
  for (let clientId = 1; clientId <= 4; clientId++) first?.sendAwareness(clientId, 1, { tab: clientId });
  await second?.until('the second id', () => second.presence(2) !== undefined);
  await first?.settle();
  first?.sendAwareness(1, 2, { tab: 'again' });
  await second?.until('the change', () => second.presence(1)?.tab === 'again');
  expect(second?.presence(3)).toBeUndefined();
  first?.sendAwareness(1, 3, { text: 'x'.repeat(100) });
  expect((await first?.closed())?.code).toBe(4413);
});

test('F3, F4: our messages go only to those who ask for them; other paths are not found', async () => {
  const server = await startServer();
  const stock = await RawClient.join(`${server.url}/board%2F1`);
  const extended = await RawClient.join(`${server.url}/board/1?muster=1`);
  stock.edit((doc) => addCard(doc, 'a'));
  await extended.until('the card', () => extended.doc.getMap('cards').has('a'));
  extended.edit((doc) => addCard(doc, 'b'));
  await stock.until('the card', () => stock.doc.getMap('cards').has('b'));
  await extended.until('the acknowledgement', () => extended.acknowledged === 1);
  expect(stock.messages.filter(({ type }) => ['acknowledgement', 'access', 'refusal'].includes(type))).toEqual([]);
  for (const path of ['/sync', '/sync/', '/elsewhere/board', '/sync/%E0%A4%A']) {
    await expect(RawClient.connect(`ws://127.0.0.1:${server.port}${path}`)).rejects.toThrow('404');
  }
});
