import { expect, onTestFinished, test, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { NodeWebSocket } from '../testing/NodeWebSocket.ts';
import { RawClient } from '../testing/RawClient.ts';
import type { SyncTestServer } from '../testing/SyncTestServer.ts';
import { addCard } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';

function open(server: SyncTestServer, user: string, doc = new Y.Doc()): WebsocketProvider {
  const provider = new WebsocketProvider(server.url, 'board/1', doc, {
    WebSocketPolyfill: NodeWebSocket,
    disableBc: true,
    params: { user },
  });
  onTestFinished(() => provider.destroy());
  return provider;
}

test('F2: two stock WebsocketProviders sync a document and see each other', async () => {
  const server = await startServer();
  const [ana, bob] = [open(server, 'ana'), open(server, 'bob')];
  addCard(ana.doc, 'a');
  await eventually('both synced', () => ana.synced && bob.synced);
  await eventually("ana's card", () => bob.doc.getMap('cards').has('a'));
  addCard(bob.doc, 'b');
  await eventually("bob's card", () => ana.doc.getMap('cards').has('b'));
  expect(bob.doc.getMap('cards').toJSON()).toEqual(ana.doc.getMap('cards').toJSON());

  ana.awareness.setLocalStateField('cursor', 3);
  await eventually("ana's cursor", () => bob.awareness.getStates().get(ana.doc.clientID)?.cursor === 3);
  expect(bob.awareness.getStates().get(ana.doc.clientID)?.user.name).toBe('ANA');
  ana.destroy();
  await eventually('ana to leave', () => !bob.awareness.getStates().has(ana.doc.clientID));
  expect(server.sync.stats().offenders).toBe(0);
});

test('F2, J5: a stock client that comes back brings what it did offline, once', async () => {
  const server = await startServer();
  const ana = open(server, 'ana');
  addCard(ana.doc, 'a');
  await eventually('the first card to be stored', () => server.sync.stats().committedUpdates === 1);
  ana.disconnect();
  addCard(ana.doc, 'offline');
  ana.connect();
  const reader = await RawClient.join(`${server.url}/board/1`);
  await reader.until('the offline card', () => reader.doc.getMap('cards').has('offline'));
  expect(server.sync.stats().committedUpdates).toBe(2);
  for (let times = 0; times < 3; times++) {
    ana.disconnect();
    ana.connect();
    await eventually('synced again', () => ana.synced);
  }
  await reader.settle();
  expect(server.sync.stats().committedUpdates).toBe(2);
});

test('A3: a stock viewer is told why its change was refused, and stays connected', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  onTestFinished(() => warn.mockRestore());
  const server = await startServer();
  server.access.set('vera', 'read');
  const viewer = open(server, 'vera');
  await eventually('synced', () => viewer.synced);
  addCard(viewer.doc, 'a');
  await eventually('the reason', () => warn.mock.calls.some(([text]) => String(text).includes('view this document')));
  expect(viewer.wsconnected).toBe(true);
});

test('A5: a stock client whose access was withdrawn stops trying', async () => {
  const server = await startServer();
  const eve = open(server, 'eve');
  await eventually('synced', () => eve.synced);
  const closed: { code: number; reason: string }[] = [];
  eve.on('closed', (event) => closed.push(event));
  server.access.set('eve', { closeCode: 4403, reason: 'withdrawn' });
  await server.sync.recheck(() => true);
  await eventually('the end', () => closed.length === 1);
  expect(closed).toEqual([{ code: 4403, reason: 'withdrawn' }]);
  expect(eve.shouldConnect).toBe(false);
});
