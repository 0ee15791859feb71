import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { callerByUser } from '../testing/caller-by-user.ts';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import type { SyncObserver, TurnedAway } from './observer.ts';

const NOBODY_TOLD: SyncObserver = {
  acknowledged: () => undefined,
  committed: () => undefined,
  refused: () => undefined,
  offended: () => undefined,
  turnedAway: () => undefined,
};

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
