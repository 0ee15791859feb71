import { expect, test } from 'vitest';
import { besideNeighbour } from '../testing/beside-neighbour.ts';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';

const flooded: readonly [reason: string, flood: (client: RawClient, count: number) => void][] = [
  ['too many messages', (client) => client.sendSync(2, Uint8Array.of(0, 0))],
  ['too many awareness messages', (client, count) => client.sendAwareness(1, count, {})],
  ['asking who is here too often', (client) => client.send(3)],
  ['asking for the document too often', (client) => client.askForDocument()],
];

test.each(flooded)('H4: %s closes the sender with 4429', async (reason, flood) => {
  const limits = { messageBurst: 50, messagesPerSecond: 1, awarenessBurst: 10, awarenessPerSecond: 1, joinBurst: 5 };
  const server = await startServer({ limits });
  const attacker = await besideNeighbour(server, (client) => {
    for (let count = 1; count <= 60; count++) flood(client, count);
  });
  expect(attacker.close).toEqual({ code: 4429, reason });
});

test('H4: pings beyond their rate close their sender with 4429; those that come together get one answer', async () => {
  const server = await startServer({ limits: { pingBurst: 20, pingsPerSecond: 1 } });
  const client = await RawClient.join(`${server.url}/board/1`);
  const answers: string[] = [];
  client.socket.on('pong', (data) => answers.push(data.toString()));
  for (let count = 1; count <= 10; count++) client.socket.ping(`${count}`);
  await eventually('the last ping to be answered', () => answers.at(-1) === '10');
  expect(answers.length).toBeLessThan(10);
  const pinging = await besideNeighbour(server, ({ socket }) => {
    for (let count = 0; count < 30; count++) socket.ping();
  });
  expect(pinging.close).toEqual({ code: 4429, reason: 'too many pings' });
});

test('H5: a client that leaves too much unread is closed with 1013; its neighbours get everything', async () => {
  const server = await startServer({ limits: { maxBufferedBytes: 64 * 1024 } });
  const writer = await RawClient.join(`${server.url}/board/1?muster=1`);
  const slow = await RawClient.join(`${server.url}/board/1`);
  slow.socket.pause();
  let sent = 0;
  while (server.sync.stats().connections === 2) {
    sent += 1;
    writer.edit((doc) => doc.getArray('items').push(['x'.repeat(200_000)]));
    await writer.until(`update ${sent} to be stored`, () => writer.acknowledged === sent);
  }
  slow.socket.resume();
  expect((await slow.closed()).code).toBe(1013);
});

test('H12: a flood that arrives in one piece waits for its neighbours, and loses nothing', async () => {
  const server = await startServer({ limits: { turnTime: 0 } });
  const [flooder, neighbour] = await Promise.all([1, 2].map(() => RawClient.join(`${server.url}/board/1?muster=1`)));
  if (flooder === undefined || neighbour === undefined) throw new Error('no clients');
  for (let count = 0; count < 1_000; count++) flooder.edit((doc) => doc.getArray('flood').push([count]));
  neighbour.edit((doc) => addCard(doc, 'in between'));
  await neighbour.until('the neighbour to be served', () => neighbour.acknowledged === 1);
  expect(flooder.acknowledged).toBeLessThan(500);
  await flooder.until('the flood to be stored', () => flooder.acknowledged === 1_000);
  await neighbour.until('the flood to arrive', () => neighbour.doc.getArray('flood').length === 1_000);
  expect(neighbour.doc.getArray('flood').toArray()).toEqual(Array.from({ length: 1_000 }, (_, count) => count));
});

test('H13: beyond its share a socket waits for the log; what it said before it left is stored all the same', async () => {
  const server = await startServer({ limits: { maxWaitingUpdates: 1 } });
  const [flooder, neighbour] = await Promise.all([1, 2].map(() => RawClient.join(`${server.url}/board/1?muster=1`)));
  if (flooder === undefined || neighbour === undefined) throw new Error('no clients');
  flooder.edit((doc) => addCard(doc, 'before'));
  await flooder.until('the first to be stored', () => flooder.acknowledged === 1);
  server.log.shut();
  for (let count = 0; count < 60; count++) flooder.edit((doc) => doc.getArray('flood').push([count]));
  flooder.socket.close();
  neighbour.edit((doc) => addCard(doc, 'within the share'));
  await neighbour.settle();
  expect(server.sync.stats().pendingUpdates).toBeLessThan(40);
  server.log.open();
  await eventually('all to be stored', () => server.sync.stats().committedUpdates === 62);
  await eventually('the flooder to have left', () => server.sync.stats().connections === 1);
});
