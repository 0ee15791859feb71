import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { callerByUser } from '../testing/caller-by-user.ts';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';

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

test('H14: of a caller with too many connections a further one is closed, and nobody else, until one of them is gone', async () => {
  const server = await startServer({ callerOf: callerByUser, limits: { maxConnectionsPerCaller: 2 } });
  const url = (user: string) => `${server.url}/board/1?user=${user}&muster=1`;
  const [first, second] = [await RawClient.join(url('mallory')), await RawClient.join(url('mallory'))];
  const third = await RawClient.connect(url('mallory'));
  const reason = 'you have too many connections open: close some of them';
  expect(await third.closed()).toEqual({ code: 1013, reason });
  const neighbour = await RawClient.join(url('ana'));
  second.edit((doc) => addCard(doc, 'what was open goes on'));
  await neighbour.until('the card', () => neighbour.doc.getMap('cards').size === 1);
  expect(server.sync.stats()).toMatchObject({ connections: 3, turnedAway: 1, offenders: 0 });
  first.socket.close();
  await eventually('it to be gone', () => server.sync.stats().connections === 2);
  await RawClient.join(url('mallory'));
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

const UPGRADE = [
  'GET /nowhere HTTP/1.1',
  'Host: muster.test',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

test('H15: who breaks off while being sent away breaks nothing else', async () => {
  const server = await startServer();
  for (let visitor = 0; visitor < 20; visitor++) {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    // Before the answer or right behind it, in turns.
    socket.write(`${UPGRADE.join('\r\n')}\r\n\r\n`);
    if (visitor % 2 === 0) await once(socket, 'data');
    socket.resetAndDestroy();
    await once(socket, 'close');
  }
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.edit((doc) => addCard(doc, 'all is well'));
  await client.until('the card to be stored', () => client.acknowledged === 1);
});
