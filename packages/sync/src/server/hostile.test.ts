import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import type { SyncTestServer } from '../testing/SyncTestServer.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { decodeMessage } from './messages.ts';
import type { SyncObserver, TurnedAway } from './observer.ts';
import { InvalidUpdateError, inspectUpdate } from './update-content.ts';

function callerByUser({ url }: IncomingMessage): string {
  return new URL(url ?? '', 'http://localhost').searchParams.get('user') ?? '';
}

const NOBODY_TOLD: SyncObserver = {
  acknowledged: () => undefined,
  committed: () => undefined,
  refused: () => undefined,
  offended: () => undefined,
  turnedAway: () => undefined,
};

/** Does something hostile next to a neighbour, and proves that the neighbour's work goes on. */
async function besideNeighbour(server: SyncTestServer, attack: (attacker: RawClient) => void): Promise<RawClient> {
  const [neighbour, attacker] = await Promise.all([1, 2].map(() => RawClient.join(`${server.url}/board/1?muster=1`)));
  if (neighbour === undefined || attacker === undefined) throw new Error('no clients');
  attack(attacker);
  await attacker.closed();
  const before = neighbour.acknowledged;
  neighbour.edit((doc) => addCard(doc, 'still here'));
  await neighbour.until('the neighbour to be served', () => neighbour.acknowledged === before + 1);
  return attacker;
}

const MALFORMED: readonly (readonly [string, readonly number[]])[] = [
  ['nothing at all', []],
  ['an unknown type', [42]],
  ['a type only the server may send', [2, 0, 0]],
  ['a sync message that ends', [0]],
  ['an unknown kind of sync message', [0, 7, 0]],
  ['a length beyond the end', [0, 2, 200, 1]],
  ['a byte too many', [0, 0, 1, 0, 0]],
  ['a state vector that ends', [0, 0, 1, 5]],
  ['a number that never ends', [255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
  ['an awareness update that ends', [1, 1, 3]],
  ['an awareness state that is no JSON', [1, 4, 1, 5, 1, 0]],
  ['an awareness state that is no object', [1, 6, 1, 5, 1, 2, 49, 50]],
  ['queryAwareness with a body', [3, 0]],
];

test.each(MALFORMED)('F1, H1: %s closes its sender with 4400 and a reason, and nobody else', async (_what, bytes) => {
  const server = await startServer();
  const attacker = await besideNeighbour(server, (client) => client.send(...bytes));
  expect(attacker.close).toMatchObject({ code: 4400 });
  expect(attacker.close?.reason).not.toBe('');
  expect(server.sync.stats()).toMatchObject({ offenders: 1, connections: 1 });
});

test('F1, H1: text messages are malformed, broken text included', async () => {
  const server = await startServer();
  const texting = await besideNeighbour(server, (client) => client.socket.send('hello'));
  expect(texting.close?.code).toBe(4400);
  const broken = await besideNeighbour(server, (client) => client.socket.send(Buffer.of(0xff), { binary: false }));
  expect(broken.close).toEqual({ code: 4400, reason: 'broken WebSocket frame' });
});

/** Updates that decode here and break elsewhere, by what is wrong with them. */
function hostileUpdates(): readonly (readonly [string, Uint8Array])[] {
  const write = (...numbers: number[]) => {
    const encoder = encoding.createEncoder();
    for (const number of numbers) encoding.writeVarUint(encoder, number);
    return encoding.toUint8Array(encoder);
  };
  const good = updateOf((doc) => addCard(doc, 'a'), 7);
  const deep = updateOf((doc) => {
    let value: unknown = 1;
    for (let level = 0; level < 500; level++) value = [value];
    doc.getArray('items').push([value]);
  });
  return [
    ['cut short', good.subarray(0, good.length - 3)],
    ['with bytes after the end', Uint8Array.from([...good, 0])],
    ['in the other format', Y.convertUpdateFormatV1ToV2(good)],
    // one client, one struct: client 5, clock 0, GC of length 0, no deletions
    ['with an empty struct', write(1, 1, 5, 0, 0, 0, 0)],
    ['with clients out of order', write(2, 1, 5, 0, 0, 1, 1, 6, 0, 0, 1, 0)],
    ['with a client twice', write(2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0)],
    ['with a deletion of nothing', write(0, 1, 5, 1, 0, 0)],
    ['with clocks out of range', write(1, 1, 5, Number.MAX_SAFE_INTEGER, 0, 1, 0)],
    // ContentDeleted (1) with origin (0x80) 5:3 in the struct 5:0 itself
    ['that refers to itself', write(1, 1, 5, 0, 0x81, 1, 5, 3, 1, 0)],
    ['nested too deeply', deep],
  ];
}

test.each(hostileUpdates())('H2: an update %s never reaches the log or another client', async (_what, update) => {
  const server = await startServer();
  const attacker = await besideNeighbour(server, (client) => client.sendSync(2, update));
  expect(attacker.close?.code).toBe(4400);
  expect(server.log.batches.flat()).toHaveLength(1);
});

test('H3: a message over the limit closes its sender with 4413', async () => {
  const server = await startServer({ limits: { maxDocumentBytes: 900, maxMessageBytes: 1_000 } });
  const attacker = await besideNeighbour(server, (client) => client.socket.send(Buffer.alloc(1_001)));
  expect(attacker.close).toEqual({ code: 4413, reason: 'message too large' });
});

test('H4: too many messages, awareness messages or requests for the document close their sender with 4429', async () => {
  const limits = { messageBurst: 50, messagesPerSecond: 1, awarenessBurst: 10, awarenessPerSecond: 1, joinBurst: 5 };
  const server = await startServer({ limits });
  let clock = 1;
  const floods: ((client: RawClient) => void)[] = [
    (client) => client.send(3),
    (client) => client.sendAwareness(1, clock++, {}),
    (client) => client.askForDocument(),
  ];
  for (const flood of floods) {
    const attacker = await besideNeighbour(server, (client) => {
      for (let count = 0; count < 60; count++) flood(client);
    });
    expect(attacker.close?.code).toBe(4429);
  }
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

test('H6: a socket that answers no ping is dropped; a living silent one gets messages and stays', async () => {
  const server = await startServer({ limits: { keepAliveInterval: 200 } });
  const living = await RawClient.join(`${server.url}/board/1`);
  const dead = new WebSocket(`${server.url}/board/1`, { autoPong: false });
  await eventually('two connections', () => server.sync.stats().connections === 2);
  await eventually('the dead one to be dropped', () => server.sync.stats().connections === 1);
  dead.terminate();
  await living.until('messages', () => living.all('awareness').length > 2);
  expect(living.close).toBeNull();
});

test('H6: of those who wait while the log is out of reach the living stay, and the dead and the gone do not', async () => {
  const server = await startServer({ limits: { keepAliveInterval: 200 } });
  server.log.down = true;
  const connect = () => RawClient.connect(`${server.url}/board/1`);
  const [living, gone] = await Promise.all([connect(), connect()]);
  const dead = new WebSocket(`${server.url}/board/1`, { autoPong: false });
  await once(dead, 'open');
  for (const client of [living, gone]) client.askForDocument();
  dead.send(Uint8Array.of(0, 0, 1, 0));
  await eventually('three connections', () => server.sync.stats().connections === 3);
  gone.socket.terminate();
  await eventually('one to be left', () => server.sync.stats().connections === 1);
  dead.terminate();
  const heard = living.all('awareness').length;
  await living.until('signs of life', () => living.all('awareness').length > heard + 3);
  server.log.down = false;
  await living.until('the document', () => living.has('step2'));
});

test('H8: a thousand connections that never ask for anything are closed, and hold up nobody', async () => {
  const server = await startServer({ limits: { keepAliveInterval: 300, maxSilentPerAddress: 1_000 } });
  const neighbour = await RawClient.join(`${server.url}/board/1?muster=1`);
  const connect = () => RawClient.connect(`${server.url}/board/1`);
  const silent: RawClient[] = [];
  for (let hundreds = 0; hundreds < 10; hundreds++) {
    silent.push(...(await Promise.all(Array.from({ length: 100 }, connect))));
  }
  neighbour.edit((doc) => addCard(doc, 'beside them'));
  await neighbour.until('the neighbour to be served', () => neighbour.acknowledged === 1);
  for (const client of silent) expect(await client.closed()).toEqual({ code: 1013, reason: 'nothing was asked for' });
  expect(server.sync.stats().connections).toBe(1);
  expect(neighbour.close).toBeNull();
});

test('H11: of the silent connections of one caller the oldest are closed; who has asked is not counted', async () => {
  const turnedAway: TurnedAway[] = [];
  const observer = { ...NOBODY_TOLD, turnedAway: (reason: TurnedAway) => turnedAway.push(reason) };
  const limits = { maxSilentPerCaller: 2, silenceForgiven: 0 };
  const server = await startServer({ callerOf: callerByUser, observer, limits });
  const url = (user: string) => `${server.url}/board/1?user=${user}`;
  const asked = await RawClient.join(url('mallory'));
  const silent: RawClient[] = [];
  for (const user of ['ana', 'mallory', 'mallory', 'mallory']) {
    silent.push(await RawClient.connect(url(user)));
    await eventually('them to be let in', () => server.sync.stats().silent === Math.min(3, silent.length));
  }
  const reason = 'too many connections that ask for nothing';
  expect(await silent[1]?.closed()).toEqual({ code: 1013, reason });
  expect([asked, ...silent].filter(({ close }) => close !== null)).toHaveLength(1);
  expect(turnedAway).toEqual(['silent']);
  expect(server.sync.stats()).toMatchObject({ silent: 3, turnedAway: 1, offenders: 0 });
});

test('H11: an office of two hundred behind one address comes back at once, and nobody is sent away', async () => {
  const server = await startServer({ limits: { maxSilentPerAddress: 10, maxSilentConnections: 20 } });
  const office = await Promise.all(
    Array.from({ length: 200 }, (_, person) => RawClient.join(`${server.url}/board/1?user=${person}`)),
  );
  expect(office.filter(({ close }) => close !== null)).toEqual([]);
  expect(server.sync.stats()).toMatchObject({ connections: 200, silent: 0, turnedAway: 0 });
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
  server.log.shut();
  for (let count = 0; count < 60; count++) flooder.edit((doc) => doc.getArray('flood').push([count]));
  flooder.socket.close();
  await flooder.closed();
  neighbour.edit((doc) => addCard(doc, 'within the share'));
  await neighbour.settle();
  expect(server.sync.stats().pendingUpdates).toBeLessThan(40);
  server.log.open();
  await eventually('all to be stored', () => server.sync.stats().committedUpdates === 61);
  await eventually('the flooder to have left', () => server.sync.stats().connections === 1);
});

test('H10: who is shown out again and again waits, unheard, and nobody else behind the same address does', async () => {
  const server = await startServer({ callerOf: callerByUser, limits: { offencesForgiven: 2 } });
  const connect = (user: string) => RawClient.connect(`${server.url}/board/1?muster=1&user=${user}`);
  const before = await RawClient.connect(`${server.url}/board/1?user=mallory`);
  for (let offences = 0; offences < 3; offences++) {
    const mallory = await connect('mallory');
    mallory.send(42);
    expect((await mallory.closed()).code).toBe(4400);
  }
  const turnedAway = new WebSocket(`${server.url}/board/1?user=mallory`);
  const [, answer] = await once(turnedAway, 'unexpected-response');
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '1']);
  const neighbour = await RawClient.join(`${server.url}/board/1?muster=1&user=ana`);
  neighbour.edit((doc) => addCard(doc, 'still here'));
  await neighbour.until('the neighbour to be served', () => neighbour.acknowledged === 1);
  before.askForDocument();
  await before.until('what was open to go on', () => before.has('step2'));
  expect(server.sync.stats()).toMatchObject({ offenders: 3, turnedAway: 1 });
});

test('H9: of two structs under one id the log holds the first only, however the second differs', async () => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  const [honest, forger] = await Promise.all([RawClient.join(url), RawClient.join(url)]);
  honest.doc.clientID = 7;
  server.log.shut();
  honest.edit((doc) => doc.getText('text').insert(0, 'hello'));
  await honest.settle();
  const forge = (text: string) =>
    forger.sendSync(
      2,
      updateOf((doc) => doc.getText('text').insert(0, text), 7),
    );
  // Once while the first still waits to be stored, once afterwards; the longer one overlaps it in part.
  forge('HELLO, everybody');
  await forger.settle();
  server.log.open();
  await forger.until('the first forgery to be dealt with', () => forger.acknowledged === 1);
  forge('HELLO!');
  await forger.until('the second to be dealt with', () => forger.acknowledged === 2);
  const newcomer = await RawClient.join(url);
  expect(newcomer.doc.getText('text').toString()).toBe('hello, everybody');
  await honest.until('all to be alike', () => honest.doc.getText('text').toString() === 'hello, everybody');
  expect(server.sync.stats().committedUpdates).toBe(2);
});

test('H7: a false length does not read what lies behind the message in memory', () => {
  const secret = Buffer.from('the next message of somebody else');
  const memory = Buffer.concat([Buffer.from([0, 2, 20, 1]), secret]);
  expect(() => decodeMessage(memory.subarray(0, 4))).toThrow('message');
  // A string content whose length points behind the update.
  const update = updateOf((doc) => doc.getText('t').insert(0, 'abc'), 1);
  const grown = Buffer.concat([update, secret]);
  grown[update.indexOf(97) - 1] = 30;
  expect(() => inspectUpdate(grown.subarray(0, update.length))).toThrow(InvalidUpdateError);
});
