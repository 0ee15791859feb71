import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { craftedUpdate } from '../testing/crafted-update.ts';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';

const cardsOf = ({ doc }: RawClient) => [...doc.getMap('cards').keys()].sort();

/** What was made offline, and then one edit more. */
function madeOffline() {
  const doc = new Y.Doc();
  addCard(doc, 'offline');
  const before = Y.encodeStateVector(doc);
  addCard(doc, 'online');
  return { whole: Y.encodeStateAsUpdate(doc), last: Y.encodeStateAsUpdate(doc, before) };
}

/** A client that has answered the server's first question: it has nothing to add. */
async function answered(url: string): Promise<RawClient> {
  const client = await RawClient.join(url);
  client.sendSync(1, Uint8Array.of(0, 0));
  await client.until('its answer to be taken', () => client.acknowledged === 1);
  return client;
}

test('D11: an edit that comes before what it builds on waits for the SyncStep2, which brings both', async () => {
  const server = await startServer();
  const { whole, last } = madeOffline();
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.sendSync(2, last);
  await client.settle();
  expect(client.acknowledged).toBe(0);
  client.sendSync(1, whole);
  await client.until('both to be settled', () => client.acknowledged === 2);
  expect(client.has('refusal')).toBe(false);
  expect(client.all('step1')).toHaveLength(1);
  expect(cardsOf(await RawClient.join(`${server.url}/board/1`))).toEqual(['offline', 'online']);
  expect(server.sync.stats().committedUpdates).toBe(1);
});

test('D11: later on the client is asked for what is missing, once until it answers', async () => {
  const server = await startServer();
  const { whole, last } = madeOffline();
  const client = await answered(`${server.url}/board/1?muster=1`);
  client.sendSync(2, last);
  client.sendSync(2, last);
  await client.until('the question', () => client.all('step1').length === 2);
  client.sendSync(1, whole);
  await client.until('all to be settled', () => client.acknowledged === 4);
  expect(client.all('step1')).toHaveLength(2);
  expect(client.has('refusal')).toBe(false);
  expect(cardsOf(await RawClient.join(`${server.url}/board/1`))).toEqual(['offline', 'online']);
});

test('D11: of an answer that lacks something itself the rest is stored, and the client is told so', async () => {
  const server = await startServer();
  const { whole, last } = madeOffline();
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.sendSync(1, Y.mergeUpdates([last, updateOf((doc) => addCard(doc, 'apart'))]));
  await client.until('it to be settled', () => client.acknowledged === 1);
  expect(client.all('refusal')).toMatchObject([{ code: 'incomplete', count: 1 }]);
  expect(cardsOf(await RawClient.join(`${server.url}/board/1`))).toEqual(['apart']);

  client.sendSync(2, last);
  await client.until('the next to be refused at once', () => client.acknowledged === 2);
  expect(client.all('refusal')).toMatchObject([{ count: 1 }, { code: 'incomplete', count: 2 }]);
  expect(client.all('step1')).toHaveLength(1);

  client.sendSync(1, whole);
  client.sendSync(2, last);
  await client.until('the whole to be taken', () => client.acknowledged === 4);
  expect(client.all('refusal')).toHaveLength(2);
  expect(cardsOf(await RawClient.join(`${server.url}/board/1`))).toEqual(['apart', 'offline', 'online']);
});

test('D11: such an answer takes nothing away either, as what takes its place may be what is missing', async () => {
  const server = await startServer();
  const [url, place] = [`${server.url}/board/1?muster=1`, (doc: Y.Doc) => doc.getMap('card').get('place')];
  const first = updateOf((doc) => doc.getMap('card').set('place', 'first'));
  const client = await RawClient.join(url);
  client.sendSync(1, first);
  const [ana, bob] = [new Y.Doc(), new Y.Doc()];
  for (const doc of [ana, bob]) Y.applyUpdate(doc, first);
  ana.getMap('card').set('place', 'of ana');
  Y.applyUpdate(bob, Y.encodeStateAsUpdate(ana));
  bob.getMap('card').set('place', 'of bob');
  client.sendSync(1, Y.encodeStateAsUpdate(bob, Y.encodeStateVector(ana)));
  await client.until('both to be settled', () => client.acknowledged === 2);
  expect(client.all('refusal')).toMatchObject([{ code: 'incomplete', count: 2 }]);
  expect(place((await RawClient.join(url)).doc)).toBe('first');
  client.sendSync(1, Y.encodeStateAsUpdate(bob));
  await client.until('the whole to be taken', () => client.acknowledged === 3);
  expect(place((await RawClient.join(url)).doc)).toBe('of bob');
});

test('D11: a refused answer refuses what it carries again, by the number of the first', async () => {
  const server = await startServer({ limits: { maxDocumentBytes: 200 } });
  const client = await answered(`${server.url}/board/1?muster=1`);
  const { whole, last } = madeOffline();
  client.sendSync(2, last);
  await client.until('the question', () => client.all('step1').length === 2);
  client.sendSync(1, whole);
  client.sendSync(2, last);
  await client.until('all to be settled', () => client.acknowledged === 4);
  const refused = { code: 'document_too_large' };
  expect(client.all('refusal')).toMatchObject([
    { ...refused, count: 2 },
    { ...refused, count: 4 },
  ]);
  expect(client.all('step1')).toHaveLength(2);
});

test('D11: so it is for a deletion of what is not there', async () => {
  const server = await startServer();
  const client = await answered(`${server.url}/board/1?muster=1`);
  client.sendSync(2, craftedUpdate([7, 0], [], [{ client: 7, clock: 0, length: 1 }]));
  await client.until('the question', () => client.all('step1').length === 2);
  client.sendSync(1, craftedUpdate([7, 0], [{ content: 'x' }], [{ client: 7, clock: 0, length: 1 }]));
  await client.until('it to be settled', () => client.acknowledged === 3);
  expect(client.has('refusal')).toBe(false);
});

test('D11: what waits is there; what was refused is not', async () => {
  const server = await startServer();
  const [url, board] = [`${server.url}/board/1?muster=1`, 'id-of-board/1'];
  const ana = await answered(url);
  server.log.shut();
  ana.edit((doc) => addCard(doc, 'first'));
  await eventually('the first append', () => server.log.attempts === 1);
  ana.edit((doc) => addCard(doc, 'on top'));
  await ana.settle();
  expect(ana.all('step1')).toHaveLength(1);
  server.log.deleted.add(board);
  server.log.open();
  await ana.until('both to be refused', () => ana.all('refusal').length === 2);
  server.log.deleted.clear();
  ana.edit((doc) => addCard(doc, 'on top of that'));
  await ana.until('the question', () => ana.all('step1').length === 2);
  ana.sendSync(1, Y.encodeStateAsUpdate(ana.doc));
  await ana.until('everything to be settled', () => ana.acknowledged === 5);
  expect(cardsOf(await RawClient.join(url))).toEqual(['first', 'on top', 'on top of that']);
});

test('D5, D11: where a document is full, what the same client made afterwards is refused, too', async () => {
  const server = await startServer();
  const [url, board] = [`${server.url}/board/1?muster=1`, 'id-of-board/1'];
  const [ana, bob] = await Promise.all([answered(url), answered(url)]);
  server.log.shut();
  ana.edit((doc) => doc.getText('t').insert(0, 'x'));
  await eventually('the first append', () => server.log.attempts === 1);
  ana.edit((doc) => doc.getText('t').insert(0, 'y'.repeat(1_000)));
  ana.edit((doc) => doc.getText('t').insert(0, 'z'));
  bob.edit((doc) => doc.getText('other').insert(0, 'b'));
  await Promise.all([ana.settle(), bob.settle()]);
  server.log.full.set(board, 100);
  server.log.open();
  await ana.until('two refusals', () => ana.all('refusal').length === 2);
  await bob.until('the other to be stored', () => bob.acknowledged === 2);
  const { doc } = await RawClient.join(url);
  expect([doc.getText('t').toJSON(), doc.getText('other').toJSON()]).toEqual(['x', 'b']);
});

test('D11: who leaves too much unanswered for is closed with 1013', async () => {
  const server = await startServer({ limits: { messageBurst: 20_000 } });
  const client = await answered(`${server.url}/board/1?muster=1`);
  const lone = craftedUpdate([7, 5], [{ content: 'x' }]);
  for (let count = 0; count <= 10_000; count++) client.sendSync(2, lone);
  expect((await client.closed()).code).toBe(1013);
  expect(server.sync.stats().committedUpdates).toBe(0);
});

test('D11: what another process stored, or another node, is there', async () => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  const ana = await answered(url);
  ana.edit((doc) => addCard(doc, 'a'));
  await ana.until('it to be stored', () => ana.acknowledged === 2);
  const doc = new Y.Doc();
  addCard(doc, 'elsewhere');
  await server.log.stored.append([{ documentId: 'id-of-board/1', bytes: Y.encodeStateAsUpdate(doc), actorId: null }]);
  await ana.until('it to arrive', () => cardsOf(ana).length === 2);
  const before = Y.encodeStateVector(doc);
  doc.getMap<Y.Map<unknown>>('cards').get('elsewhere')?.set('dueAt', 5);
  ana.sendSync(2, Y.encodeStateAsUpdate(doc, before));
  await ana.until('what builds on it to be stored', () => ana.acknowledged === 3);
  expect(ana.all('step1')).toHaveLength(1);
});

test.each(['is here', 'has left'])('H17: nobody takes the clocks of somebody else who %s', async (where) => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1&user=`;
  const [ana, bob] = await Promise.all([RawClient.join(`${url}ana`), RawClient.join(`${url}bob`)]);
  const { clientID } = ana.doc;
  ana.sendAwareness(clientID, 1, {});
  await bob.until('ana', () => bob.presence(clientID) !== undefined);
  if (where === 'has left') {
    ana.socket.close();
    await bob.until('ana to leave', () => bob.presence(clientID) === null);
    bob.sendAwareness(clientID, 2, {});
  }
  const stolen = craftedUpdate([clientID, 0], [{ content: 'not of ana' }]);
  const own = updateOf((doc) => addCard(doc, 'b'));
  bob.sendSync(2, stolen);
  bob.sendSync(1, Y.mergeUpdates([stolen, own]));
  await bob.until('it to be settled', () => bob.acknowledged === 2);
  expect(bob.all('refusal')).toMatchObject([{ code: 'incomplete', count: 1 }]);

  const back = where === 'has left' ? await RawClient.join(`${url}ana`) : ana;
  addCard(ana.doc, 'a');
  back.sendSync(2, Y.encodeStateAsUpdate(ana.doc));
  await back.until("ana's card to be stored", () => back.acknowledged === 1);
  await bob.until("ana's card", () => cardsOf(bob).length === 1);
  expect(cardsOf(await RawClient.join(`${url}eve`))).toEqual(['a', 'b']);
});
