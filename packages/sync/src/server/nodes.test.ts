import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startNodes, type TestNodes } from '../testing/start-nodes.ts';
import { startServer } from '../testing/start-server.ts';

const BOARD = 'id-of-board/1';

const cardsOf = ({ doc }: RawClient) => [...doc.getMap('cards').keys()].sort();

/** Both nodes know of each other, and that the other has the document open. */
async function acquainted({ sent }: TestNodes): Promise<void> {
  await eventually('both to tell each other', () => sent.filter(({ type }) => type === 'state').length >= 1);
}

/** Writes to the log behind the servers' backs. */
function writeElsewhere({ log }: Pick<TestNodes, 'log'>, ...ids: string[]): Promise<readonly number[]> {
  const entries = ids.map((id) => {
    return { documentId: BOARD, bytes: updateOf((doc) => addCard(doc, id)), actorId: null };
  });
  return log.stored.append(entries);
}

test('N1: any node takes any edit, and what one committed the others forward', async () => {
  const { nodes, join } = await startNodes();
  const [ana, bob] = await join('board/1');
  for (let count = 0; count < 20; count++) {
    ana.edit((doc) => addCard(doc, `a${count}`));
    bob.edit((doc) => addCard(doc, `b${count}`));
  }
  for (const client of [ana, bob]) {
    await client.until('all cards', () => cardsOf(client).length === 40);
    await client.until('the acknowledgements', () => client.acknowledged === 20);
  }
  expect(Y.encodeStateAsUpdate(ana.doc)).toEqual(Y.encodeStateAsUpdate(bob.doc));
  const committed = nodes.map(({ sync }) => sync.stats().committedUpdates);
  expect(committed).toEqual([20, 20]);
});

test('N2: a commit is told to those who have the document open, all documents of it in one message', async () => {
  const cluster = await startNodes();
  const [ana] = await cluster.join('board/1');
  const [carl] = await cluster.join('board/2');
  const alone = await RawClient.join(`${cluster.nodes[0].url}/board/3?muster=1`);
  await eventually('states', () => cluster.sent.filter(({ type }) => type === 'state').length >= 2);
  cluster.log.shut();
  ana.edit((doc) => addCard(doc, 'first'));
  await eventually('the first append', () => cluster.log.attempts === 1);
  for (const client of [ana, carl, alone]) client.edit((doc) => addCard(doc, 'second'));
  for (const client of [ana, carl, alone]) await client.settle();
  cluster.log.open();
  await alone.until('stored', () => alone.acknowledged === 1);
  const commits = cluster.sent.flatMap((message) => (message.type === 'committed' ? [message.commits] : []));
  expect(commits.map((documents) => documents.map(({ documentId }) => documentId))).toEqual([
    [BOARD],
    [BOARD, 'id-of-board/2'],
  ]);
});

test('N3: updates leave in the order of their numbers, each once, wherever they were committed', async () => {
  const cluster = await startNodes();
  const [ana, bob] = await cluster.join('board/1');
  const watcher = await RawClient.join(`${cluster.nodes[1].url}/board/1?user=eve`);
  for (let count = 0; count < 50; count++) {
    const client = count % 2 === 0 ? ana : bob;
    client.edit((doc) => doc.getArray('order').push([count]));
    if (count % 5 === 0) await client.settle();
  }
  await watcher.until('everything', () => watcher.doc.getArray('order').length >= 50);
  await writeElsewhere(cluster, 'last');
  bob.edit((doc) => addCard(doc, 'really last'));
  await watcher.until('the last', () => cardsOf(watcher).length === 2);
  const { updates } = await cluster.log.stored.load(BOARD);
  const ids = (bytes: Uint8Array) => Y.decodeUpdate(bytes).structs.map(({ id }) => `${id.client}:${id.clock}`);
  const places = new Map(updates.flatMap(({ bytes }, index) => ids(bytes).map((id) => [id, index] as const)));
  // Updates that leave in one frame are merged, so their order shows between frames only.
  const frames = watcher.all('update').map(({ bytes }) => ids(bytes).map((id) => places.get(id) ?? Number.NaN));
  const forwarded = frames.flatMap((frame) => [...new Set(frame)].sort((one, other) => one - other));
  expect(forwarded).toEqual(Array.from(updates, (_, index) => index));
  const structs = watcher.all('update').flatMap(({ bytes }) => ids(bytes));
  expect(structs).toEqual([...new Set(structs)]);
});

test('N4: a missing number is read from the log before anything after it is forwarded', async () => {
  const cluster = await startNodes();
  const [ana, bob] = await cluster.join('board/1');
  await acquainted(cluster);
  await writeElsewhere(cluster, 'x', 'y');
  ana.edit((doc) => addCard(doc, 'z'));
  for (const client of [ana, bob]) await client.until('all of it', () => cardsOf(client).length === 3);
  const ids = bob.all('update').map(({ bytes }) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    return [...doc.getMap('cards').keys()].sort();
  });
  expect(ids.flat().slice(-1)).toEqual(['z']);
  expect(ids.flat().sort()).toEqual(['x', 'y', 'z']);
});

test('N5: when a snapshot has swallowed what is missing, the whole document is forwarded', async () => {
  const cluster = await startNodes();
  const [ana, bob] = await cluster.join('board/1');
  await acquainted(cluster);
  const whole = await writeElsewhere(cluster, 'x', 'y').then(() => cluster.log.stored.load(BOARD));
  const snapshot = { seq: 2, bytes: Y.mergeUpdates(whole.updates.map(({ bytes }) => bytes)) };
  cluster.log.loadAfter = async () => [{ documentId: BOARD, updates: null }];
  cluster.log.load = async () => ({ snapshot, updates: (await cluster.log.stored.load(BOARD)).updates.slice(2) });
  ana.edit((doc) => addCard(doc, 'z'));
  for (const client of [ana, bob]) await client.until('all of it', () => cardsOf(client).length === 3);
});

test('N6: what no message tells is found in the log, also by a server that is alone', async () => {
  const server = await startServer({ limits: { followInterval: 20 } });
  const ana = await RawClient.join(`${server.url}/board/1`);
  await writeElsewhere(server, 'x');
  await ana.until('the card', () => cardsOf(ana).length === 1);
});

test('N6: while the bus is cut, the log is followed more closely and nothing is lost or doubled', async () => {
  const cluster = await startNodes({ limits: { followInterval: 20, closeFollowInterval: 20 } });
  const [ana, bob] = await cluster.join('board/1');
  await acquainted(cluster);
  cluster.bus.cut = true;
  await eventually('both to notice', () =>
    cluster.nodes.every(({ logged }) => logged.includes('other nodes cannot be reached')),
  );
  ana.edit((doc) => addCard(doc, 'a'));
  bob.edit((doc) => addCard(doc, 'b'));
  for (const client of [ana, bob]) await client.until('both cards', () => cardsOf(client).length === 2);
  cluster.bus.cut = false;
  await eventually('both to notice', () =>
    cluster.nodes.every(({ logged }) => logged.includes('other nodes can be reached again')),
  );
  ana.edit((doc) => addCard(doc, 'c'));
  await bob.until('the third', () => cardsOf(bob).length === 3);
});

test('N7: an update that is very large travels through the log; the bus carries its number', async () => {
  const cluster = await startNodes();
  const [ana, bob] = await cluster.join('board/1');
  await acquainted(cluster);
  ana.edit((doc) => doc.getText('text').insert(0, 'x'.repeat(300_000)));
  await bob.until('the text', () => bob.doc.getText('text').length === 300_000);
  const updates = cluster.sent.flatMap((message) => (message.type === 'committed' ? message.commits : []));
  expect(updates).toEqual([{ documentId: BOARD, updates: [{ seq: 1, bytes: null }] }]);
});

test('N8: a join gets what is known to be in the log, and a repetition of it is not stored', async () => {
  const cluster = await startNodes();
  const [ana, bob] = await cluster.join('board/1');
  ana.edit((doc) => addCard(doc, 'a'));
  await bob.until('the card', () => cardsOf(bob).length === 1);
  bob.edit((doc) => addCard(doc, 'b'));
  await ana.until('both', () => cardsOf(ana).length === 2);
  const appends = cluster.log.batches.length;
  for (const { url } of cluster.nodes) {
    const fresh = await RawClient.join(`${url}/board/1?muster=1&user=eve`);
    expect(cardsOf(fresh)).toEqual(['a', 'b']);
    fresh.sendSync(1, Y.encodeStateAsUpdate(ana.doc));
    await fresh.until('the acknowledgement', () => fresh.acknowledged === 1);
  }
  expect(cluster.log.batches).toHaveLength(appends);
});

test('N9: a list of open documents that was lost is told again', async () => {
  const cluster = await startNodes();
  await eventually('acquaintance', () => cluster.nodes.every(({ sync }) => sync.stats().otherNodes === 1));
  cluster.bus.cut = true;
  const [ana, bob] = await cluster.join('board/1');
  cluster.bus.cut = false;
  await acquainted(cluster);
  ana.edit((doc) => addCard(doc, 'a'));
  await bob.until('the card', () => cardsOf(bob).length === 1);
});

test('N13: a document is closed on every node, and its clients are told to come back', async () => {
  const cluster = await startNodes();
  const [ana, bob] = await cluster.join('board/1');
  cluster.nodes[0].sync.closeDocument(BOARD, 'closed by an administrator');
  const closed = { code: 1012, reason: 'closed by an administrator' };
  expect([await ana.closed(), await bob.closed()]).toEqual([closed, closed]);
});
