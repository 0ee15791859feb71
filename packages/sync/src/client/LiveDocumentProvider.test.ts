import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { deferred } from '../testing/deferred.ts';
import { eventually } from '../testing/eventually.ts';
import { NodeWebSocket } from '../testing/NodeWebSocket.ts';
import { RawClient } from '../testing/RawClient.ts';
import { SyncTestServer } from '../testing/SyncTestServer.ts';
import { addCard } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { type LiveDocumentOptions, LiveDocumentProvider } from './LiveDocumentProvider.ts';
import { reconnectDelay } from './reconnecting.ts';

function open(url: string, options: LiveDocumentOptions = {}, doc = new Y.Doc()): LiveDocumentProvider {
  const provider = new LiveDocumentProvider(url, 'board/1', doc, { WebSocketPolyfill: NodeWebSocket, ...options });
  onTestFinished(() => provider.destroy());
  return provider;
}

async function openSynced(server: SyncTestServer, options: LiveDocumentOptions = {}): Promise<LiveDocumentProvider> {
  const provider = open(server.url, options);
  await eventually('synced', () => provider.getStatus().synced);
  return provider;
}

test('C1, S3: the status goes from saving to saved only when the change is durably stored', async () => {
  const server = await startServer();
  const provider = await openSynced(server);
  await eventually('write access', () => provider.getStatus().access === 'write');
  expect(provider.getStatus()).toEqual({
    connection: 'online',
    save: 'saved',
    unsavedChanges: 0,
    access: 'write',
    refusal: null,
    synced: true,
  });
  const seen: string[] = [];
  provider.subscribe(() => seen.push(provider.getStatus().save));
  server.log.shut();
  addCard(provider.doc, 'a');
  addCard(provider.doc, 'b');
  expect(provider.getStatus()).toMatchObject({ save: 'saving', unsavedChanges: 2 });
  await eventually('the append to begin', () => server.log.attempts > 0);
  expect(provider.getStatus().save).toBe('saving');
  server.log.open();
  await eventually('saved', () => provider.getStatus().save === 'saved');
  expect(provider.getStatus().unsavedChanges).toBe(0);
  expect(new Set(seen)).toEqual(new Set(['saving', 'saved']));
});

test('C1: the status object stays the same until something changes', async () => {
  const server = await startServer();
  const provider = await openSynced(server);
  await eventually('write access', () => provider.getStatus().access === 'write');
  const status = provider.getStatus();
  provider.awareness.setLocalStateField('cursor', 1);
  expect(provider.getStatus()).toBe(status);
});

test('C1: what other people write never counts as unsaved', async () => {
  const server = await startServer();
  const [ana, bob] = [await openSynced(server), await openSynced(server)];
  const counts = new Set<number>();
  bob.subscribe(() => counts.add(bob.getStatus().unsavedChanges));
  for (let count = 0; count < 10; count++) ana.doc.getArray('items').push([count]);
  await eventually('all items', () => bob.doc.getArray('items').length === 10);
  await eventually('saved', () => ana.getStatus().save === 'saved');
  expect([...counts].filter((count) => count > 0)).toEqual([]);
});

test('C2, S3: offline changes wait, and are saved after the next connection', async () => {
  const server = await startServer();
  const provider = await openSynced(server);
  provider.disconnect();
  expect(provider.getStatus().connection).toBe('offline');
  addCard(provider.doc, 'a');
  addCard(provider.doc, 'b');
  expect(provider.getStatus()).toMatchObject({ save: 'waiting', unsavedChanges: 2 });
  provider.connect();
  await eventually('saved', () => provider.getStatus().save === 'saved');
  const reader = await RawClient.join(`${server.url}/board/1`);
  expect([...reader.doc.getMap('cards').keys()].sort()).toEqual(['a', 'b']);
});

test('C3: nothing is sent before the earlier count is there, and the count is kept for the next visit', async () => {
  const server = await startServer();
  const earlier = deferred<number>();
  const kept: number[] = [];
  const doc = new Y.Doc();
  const options = { loadUnsavedCount: () => earlier.promise, storeUnsavedCount: (count: number) => kept.push(count) };
  const provider = open(server.url, options, doc);
  addCard(doc, 'new');
  await new Promise(setImmediate);
  expect(provider.ws).toBeNull();
  server.log.shut();
  earlier.resolve(2);
  await eventually('the restored count', () => provider.getStatus().unsavedChanges === 3);
  await eventually('the append to begin', () => server.log.attempts > 0);
  server.log.open();
  await eventually('saved', () => provider.getStatus().save === 'saved');
  expect(kept).toEqual([3, 0]);
});

test('S2: connecting until the first attempt succeeds or fails, access unknown until it is told', async () => {
  const server = await startServer();
  const provider = open(server.url);
  const vain = open('ws://127.0.0.1:1/sync');
  for (const { connection, access } of [provider.getStatus(), vain.getStatus()]) {
    expect([connection, access]).toEqual(['connecting', 'unknown']);
  }
  await eventually('the failure', () => vain.getStatus().connection === 'offline');
  await eventually('the access', () => provider.getStatus().access === 'write');
  expect(provider.getStatus().connection).toBe('online');
  expect(vain.getStatus().access).toBe('unknown');
});

test.each([
  [4400, 'malformed'],
  [4401, 'unauthenticated'],
  [4403, 'no_access'],
  [4404, 'not_found'],
  [4413, 'too_large'],
])('C4: close code %i ends reconnecting, and connect() tries again', async (closeCode, code) => {
  const server = await startServer();
  server.access.set('ana', { closeCode, reason: 'because' });
  const provider = open(server.url);
  await eventually('no access', () => provider.getStatus().access === 'none');
  expect(provider.getStatus()).toMatchObject({ connection: 'offline', refusal: { code, reason: 'because' } });
  expect(provider.shouldConnect).toBe(false);
  server.access.set('ana', 'write');
  provider.connect();
  await eventually('synced', () => provider.getStatus().synced);
  expect(provider.getStatus().refusal).toBeNull();
});

test('C4: after a restart of the server the client comes back by itself and loses nothing', async () => {
  const first = await SyncTestServer.start();
  const provider = open(first.url);
  await eventually('synced', () => provider.getStatus().synced);
  const { port } = first;
  await first.stop();
  await eventually('offline', () => provider.getStatus().connection === 'offline');
  addCard(provider.doc, 'meanwhile');
  const second = await SyncTestServer.start({}, first.log, port);
  onTestFinished(() => second.stop());
  await eventually('saved', () => provider.getStatus().save === 'saved');
  const reader = await RawClient.join(`${second.url}/board/1`);
  expect(reader.doc.getMap('cards').has('meanwhile')).toBe(true);
});

test('C4: delays double up to 15 s and are spread by chance', () => {
  expect([1, 2, 3, 10].map((attempt) => reconnectDelay(attempt, 1006, () => 1))).toEqual([250, 500, 1_000, 15_000]);
  expect([1, 10].map((attempt) => reconnectDelay(attempt, 1006, () => 0))).toEqual([125, 7_500]);
  expect([1, 2].map((attempt) => reconnectDelay(attempt, 1012, () => 1))).toEqual([100, 500]);
});

test('C5, C7: a refused change waits with the reason, and is sent again when access comes back', async () => {
  const server = await startServer();
  const provider = await openSynced(server);
  server.access.set('ana', 'read');
  await server.sync.recheck(() => true);
  addCard(provider.doc, 'a');
  await eventually('the refusal', () => provider.getStatus().refusal !== null);
  expect(provider.getStatus()).toMatchObject({
    connection: 'online',
    save: 'waiting',
    unsavedChanges: 1,
    access: 'read',
    refusal: { code: 'read_only' },
  });
  server.access.set('ana', 'write');
  await server.sync.recheck(() => true);
  await eventually('saved', () => provider.getStatus().save === 'saved');
  expect(provider.getStatus()).toMatchObject({ access: 'write', refusal: null, unsavedChanges: 0 });
  const reader = await RawClient.join(`${server.url}/board/1`);
  expect(reader.doc.getMap('cards').has('a')).toBe(true);
});

test('C5: access withdrawn in the middle of work leaves the changes waiting', async () => {
  const server = await startServer();
  const provider = await openSynced(server);
  server.log.shut();
  addCard(provider.doc, 'a');
  server.access.set('ana', { closeCode: 4403, reason: 'withdrawn' });
  await server.sync.recheck(() => true);
  await eventually('no access', () => provider.getStatus().access === 'none');
  expect(provider.getStatus()).toMatchObject({ save: 'waiting', unsavedChanges: 1, refusal: { reason: 'withdrawn' } });
});

test('C1: a server without acknowledgements is never said to have saved', async () => {
  const silent = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => silent.close());
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const provider = open(`ws://127.0.0.1:${port}`);
  await eventually('online', () => provider.getStatus().connection === 'online');
  addCard(provider.doc, 'a');
  expect(provider.getStatus().save).toBe('saving');
  for (const client of silent.clients) client.terminate();
  await eventually('offline', () => provider.getStatus().connection === 'offline');
  expect(provider.getStatus()).toMatchObject({ save: 'waiting', unsavedChanges: 1 });
});

test('P6: who comes back after a broken connection is seen again at once', async () => {
  const server = await startServer();
  const [ana, bob] = [await openSynced(server), await openSynced(server, { params: { user: 'bob' } })];
  ana.awareness.setLocalStateField('cursor', 1);
  const seen = () => bob.awareness.getStates().get(ana.doc.clientID)?.cursor;
  await eventually('ana', () => seen() === 1);
  ana.ws?.close();
  await eventually('ana to leave', () => seen() === undefined);
  await eventually('ana to be back', () => seen() === 1);
});

test('C6: what is heard about others is not repeated', async () => {
  const server = await startServer();
  const ana = await openSynced(server);
  const bob = await openSynced(server, { params: { user: 'bob' } });
  if (bob.ws === null) throw new Error('not connected');
  const sent = vi.spyOn(bob.ws, 'send');
  ana.awareness.setLocalStateField('cursor', 1);
  await eventually('ana', () => bob.awareness.getStates().get(ana.doc.clientID)?.cursor === 1);
  expect(sent).not.toHaveBeenCalled();
  bob.awareness.setLocalStateField('cursor', 2);
  await eventually('bob', () => ana.awareness.getStates().get(bob.doc.clientID)?.cursor === 2);
  expect(sent).toHaveBeenCalledOnce();
});
