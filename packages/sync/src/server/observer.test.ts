import { expect, test } from 'vitest';
import { callerByUser } from '../testing/caller-by-user.ts';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import type { SyncObserver } from './observer.ts';

interface Observed {
  readonly acknowledged: number[];
  readonly committed: number[];
  readonly refused: string[];
  readonly offended: number[];
  readonly turnedAway: string[];
}

function watch(): { readonly observer: SyncObserver; readonly observed: Observed } {
  const observed: Observed = { acknowledged: [], committed: [], refused: [], offended: [], turnedAway: [] };
  const observer: SyncObserver = {
    acknowledged: (milliseconds, documentId) => {
      expect(documentId).toBe('id-of-board/1');
      observed.acknowledged.push(milliseconds);
    },
    committed: (updates) => observed.committed.push(updates),
    refused: (code, documentId) => observed.refused.push(`${code} ${documentId}`),
    offended: (closeCode) => observed.offended.push(closeCode),
    turnedAway: (reason) => observed.turnedAway.push(reason),
  };
  return { observer, observed };
}

test('O1: an observer is told of commits and acknowledgements, of clients and of the server', async () => {
  const { observer, observed } = watch();
  const server = await startServer({ observer });
  const ana = await RawClient.join(`${server.url}/board/1?muster=1`);
  ana.edit((doc) => addCard(doc, 'a'));
  await ana.until('stored', () => ana.acknowledged === 1);
  await server.sync.append(
    'id-of-board/1',
    updateOf((doc) => addCard(doc, 'b')),
    null,
  );
  expect(observed.committed).toEqual([1, 1]);
  expect(observed.acknowledged).toHaveLength(2);
  expect(Math.min(...observed.acknowledged)).toBeGreaterThan(0);
});

test('O1: an observer is told of refusals and offences, with their codes', async () => {
  const { observer, observed } = watch();
  const server = await startServer({ observer });
  server.access.set('guest', 'read');
  const guest = await RawClient.join(`${server.url}/board/1?muster=1&user=guest`);
  guest.edit((doc) => addCard(doc, 'a'));
  await guest.until('the refusal', () => guest.has('refusal'));
  const eve = await RawClient.join(`${server.url}/board/1?user=eve`);
  eve.send(77, 77);
  expect((await eve.closed()).code).toBe(4400);
  expect(observed).toMatchObject({ refused: ['read_only id-of-board/1'], offended: [4400], committed: [] });
});

test('O1: an observer is told of visitors turned away, and why', async () => {
  const { observer, observed } = watch();
  const limits = { maxConnections: 1, maxConnectionsPerCaller: 1, offencesForgiven: 0, keepAliveInterval: 100 };
  const server = await startServer({ observer, limits, callerOf: callerByUser });
  const url = `${server.url}/board/1`;
  const silent = await RawClient.connect(url);
  const tooMany = await RawClient.connect(`${url}?user=bob`);
  expect((await tooMany.closed()).code).toBe(1013);
  await silent.closed();
  const eve = await RawClient.join(`${url}?user=eve`);
  eve.send(77, 77);
  await eve.closed();
  await expect(RawClient.connect(`${url}?user=eve`)).rejects.toThrow('429');
  await RawClient.join(`${url}?user=ana`);
  await (await RawClient.connect(`${url}?user=ana`)).closed();
  expect(observed.turnedAway).toEqual(['full', 'never_asked', 'offences', 'too_many']);
});

test('O2: people names each person once for each document, and nobody who has left', async () => {
  const server = await startServer();
  const join = (name: string, user: string) => RawClient.join(`${server.url}/board/${name}?user=${user}`);
  const [first] = [await join('1', 'ana'), await join('1', 'ana'), await join('1', 'bob'), await join('2', 'ana')];
  const names = (id: string) =>
    server.sync
      .people()
      .get(`id-of-board/${id}`)
      ?.map((user) => user.name);
  expect([names('1'), names('2'), names('3')]).toEqual([['ANA', 'BOB'], ['ANA'], undefined]);
  expect(Object.fromEntries(server.sync.connectionCounts())).toEqual({ 'id-of-board/1': 3, 'id-of-board/2': 1 });
  first?.socket.close();
  await first?.closed();
  expect(names('1')?.toSorted()).toEqual(['ANA', 'BOB']);
});

test('O3: what waits to be stored is counted, with the time for which the oldest has waited', async () => {
  const server = await startServer();
  server.log.shut();
  const ana = await RawClient.join(`${server.url}/board/1?muster=1`);
  ana.edit((doc) => addCard(doc, 'a'));
  await eventually('one to wait', () => server.sync.stats().pendingUpdates === 1);
  expect(server.sync.stats().oldestWait).toBeGreaterThan(0);
  server.log.open();
  await ana.until('stored', () => ana.acknowledged === 1);
  expect(server.sync.stats()).toMatchObject({ pendingUpdates: 0, pendingBytes: 0, oldestWait: 0 });
});

test('O4: whoever serves a document is told when the last one has left it, and not before', async () => {
  const closed: string[] = [];
  const server = await startServer({ onClosed: (documentId) => closed.push(documentId) });
  const [ana, bob] = await Promise.all(
    ['ana', 'bob'].map((user) => RawClient.join(`${server.url}/board/1?user=${user}`)),
  );
  ana?.socket.close();
  await eventually('Ana to have left', () => server.sync.stats().connections === 1);
  expect(closed).toEqual([]);
  bob?.socket.close();
  await eventually('the last one to have left', () => closed.length > 0);
  expect(closed).toEqual(['id-of-board/1']);
});
