import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { LiveDocumentProvider } from '../client/LiveDocumentProvider.ts';
import { eventually } from '../testing/eventually.ts';
import { NodeWebSocket } from '../testing/NodeWebSocket.ts';
import { RawClient } from '../testing/RawClient.ts';
import type { SyncTestServer } from '../testing/SyncTestServer.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { coverageOf } from './coverage-bytes.ts';
import { DocumentContent } from './DocumentContent.ts';
import { inspectUpdate, type UpdateContent } from './update-content.ts';

const DOCUMENT = 'id-of-board/1';

/** Somebody who writes, and somebody who has all of it so far and was told where that is. */
async function writerAndReader(
  server: SyncTestServer,
): Promise<{ writer: RawClient; reader: RawClient; query: string }> {
  const writer = await RawClient.join(`${server.url}/board/1?muster=1`);
  for (const id of ['a', 'b', 'c']) writer.edit((doc) => addCard(doc, id));
  writer.edit((doc) => doc.getMap('cards').delete('a'));
  await writer.until('all to be stored', () => writer.acknowledged === 4);
  const reader = await RawClient.join(`${server.url}/board/1?muster=1`);
  await reader.until('its position', () => reader.has('position'));
  const position = reader.all('position').at(-1);
  return { writer, reader, query: `muster=1&since=${position?.seq}&epoch=${position?.epoch}` };
}

async function comeBack(server: SyncTestServer, query: string, doc: Y.Doc): Promise<RawClient> {
  const client = await RawClient.connect(`${server.url}/board/1?${query}`);
  Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(doc));
  client.askForDocument();
  await client.until('the SyncStep2', () => client.has('step2'));
  return client;
}

function contentsSent(client: RawClient): readonly UpdateContent[] {
  return [...client.all('update'), ...client.all('step2')].map(({ bytes }) => inspectUpdate(bytes));
}

function structsSent(client: RawClient): number {
  return contentsSent(client).flatMap(({ structs }) => structs).length;
}

/** All of the document's are sent to those who say nothing that counts; who goes on from a number has the earlier ones. */
function deletionsSent(client: RawClient): number {
  return contentsSent(client).flatMap(({ deletions }) => deletions).length;
}

test('J8, J9: who comes back with the number it was told gets the updates since and nothing else', async () => {
  const server = await startServer();
  const { writer, reader, query } = await writerAndReader(server);
  reader.socket.terminate();
  writer.edit((doc) => doc.getMap('cards').delete('b'));
  await writer.until('the deletion to be stored', () => writer.acknowledged === 5);
  const back = await comeBack(server, query, reader.doc);
  expect(back.all('update')).toEqual([]);
  expect(structsSent(back)).toBe(0);
  expect([...back.doc.getMap('cards').keys()]).toEqual(['c']);
  await back.until('its position', () => back.all('position').at(-1)?.seq === 5);
});

test('J9: a number from another life of the server, from the future or for what was compacted is of no use', async () => {
  const server = await startServer();
  const { writer, reader, query } = await writerAndReader(server);
  reader.socket.terminate();
  // Unlike a client's edit it does not repeat the deletions that were made before.
  await server.sync.append(
    DOCUMENT,
    updateOf((doc) => addCard(doc, 'd')),
    null,
  );
  const others = [query.replace(/epoch=.*/, 'epoch=other'), query.replace(/since=\d+/, 'since=99')];
  for (const other of [...others, 'muster=1&since=-1&epoch=x', query.replace('muster=1&', '')]) {
    const back = await comeBack(server, other, reader.doc);
    expect([...back.doc.getMap('cards').keys()].sort()).toEqual(['b', 'c', 'd']);
    expect(deletionsSent(back)).toBeGreaterThan(0);
    back.socket.terminate();
  }
  const welcome = await comeBack(server, query, reader.doc);
  expect(deletionsSent(welcome)).toBe(0);
  welcome.socket.terminate();
  await server.log.compact(DOCUMENT);
  writer.socket.terminate();
  await eventually('the room to be let go', () => server.sync.stats().rooms === 0);
  const back = await comeBack(server, query, reader.doc);
  expect([...back.doc.getMap('cards').keys()].sort()).toEqual(['b', 'c', 'd']);
});

test('J9: who says it has more than it has gets what its state vector lacks', async () => {
  const server = await startServer();
  const { query } = await writerAndReader(server);
  const liar = await RawClient.connect(`${server.url}/board/1?${query}`);
  liar.askForDocument();
  await liar.until('the SyncStep2', () => liar.has('step2'));
  expect([...liar.doc.getMap('cards').keys()].sort()).toEqual(['b', 'c']);
});

test('C9: the client asks for what is new when its connection was lost', async () => {
  const server = await startServer();
  const { writer } = await writerAndReader(server);
  const provider = new LiveDocumentProvider(server.url, 'board/1', new Y.Doc(), { WebSocketPolyfill: NodeWebSocket });
  await eventually('synced', () => provider.getStatus().synced);
  await eventually('the position', () => provider.url.includes('since=4'));
  provider.disconnect();
  writer.edit((doc) => addCard(doc, 'd'));
  await writer.until('the card to be stored', () => writer.acknowledged === 5);
  provider.connect();
  await eventually('the new card', () => provider.doc.getMap('cards').has('d'));
  await eventually('the new position', () => provider.url.includes('since=5'));
  provider.destroy();
});

test('J3: what a snapshot covers is known from what was noted beside it; nothing decodes it for who has all of it', () => {
  const doc = new Y.Doc();
  addCard(doc, 'a');
  doc.getMap('cards').delete('a');
  const whole = Y.encodeStateAsUpdate(doc);
  const coverage = coverageOf(whole);
  addCard(doc, 'b');
  const tail = { seq: 8, bytes: Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(whole)) };
  // Bytes that nobody could decode.
  const snapshot = { seq: 7, bytes: Uint8Array.of(255), coverage };
  const content = new DocumentContent(snapshot);
  content.push(tail.seq, tail.bytes, null);
  const vector = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(whole));
  const [deletions, news] = content.framesFor(vector).map((frame) => frame.length);
  expect(deletions).toBeLessThan(whole.length);
  expect(news).toBeGreaterThan(tail.bytes.length - 10);
  expect(content.coverage().structs.stateVector()).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
});

test('J9: of a long log the newest updates are kept apart; who lacks more gets what is merged', () => {
  const doc = new Y.Doc();
  const content = new DocumentContent(null);
  const vectors: ReadonlyMap<number, number>[] = [];
  let seq = 0;
  doc.on('update', (update: Uint8Array) => {
    seq += 1;
    content.push(seq, update, null);
  });
  for (let edit = 0; edit < 10_000; edit++) {
    doc.getMap('cards').set(`card ${edit % 50}`, edit);
    vectors.push(Y.decodeStateVector(Y.encodeStateVector(doc)));
  }
  const since = (known: number) => content.frameSince(known, vectors[known - 1] ?? new Map());
  expect(since(1_000)).toBeNull();
  expect(since(9_000)?.length).toBeGreaterThan(10_000);
  expect(content.bytes).toBeGreaterThan(100_000);
  expect(content.coverage().structs.stateVector()).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
});
