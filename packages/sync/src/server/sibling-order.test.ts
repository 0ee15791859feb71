import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { craftedUpdate } from '../testing/crafted-update.ts';
import { HostileHistory } from '../testing/hostile-history.ts';
import { RawClient } from '../testing/RawClient.ts';
import { SeededRandom } from '../testing/SeededRandom.ts';
import { startServer } from '../testing/start-server.ts';
import { checkPlaces } from './check-places.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import { placingStored } from './place-stored.ts';
import { StructPlaces } from './StructPlaces.ts';
import { finish } from './work.ts';

const SEED = Number(process.env.MUSTER_TEST_SEED ?? Math.floor(Math.random() * 100_000));

function clocksOf(client: number, clock: number, length: number): string[] {
  return Array.from({ length }, (_, index) => `${client}:${clock + index}`);
}

/** What is in a root list, as a replica has it. */
function orderIn(doc: Y.Doc, name: string): string[] {
  const ids: string[] = [];
  for (let item = doc.get(name)._start; item !== null; item = item.right) {
    ids.push(...clocksOf(item.id.client, item.id.clock, item.length));
  }
  return ids;
}

/** The same as it is known; whatever is in the list says which one it is. */
function orderKnown(places: StructPlaces, [first = '']: readonly string[]): string[] {
  const [client = 0, clock = 0] = first.split(':').map(Number);
  const ids: string[] = [];
  for (let run = places.at(client, clock)?.siblings?.first ?? null; run !== null; run = run.next) {
    ids.push(...clocksOf(run.client, run.clock, run.length));
  }
  return ids;
}

function take(update: Uint8Array, places: StructPlaces): boolean {
  try {
    const { incomplete, adopt, withdraw } = checkPlaces(update, places);
    if (incomplete === null) adopt();
    else withdraw();
    return incomplete === null;
  } catch (error) {
    if (!(error instanceof InvalidUpdateError)) throw error;
    return false;
  }
}

test(`H18: what is known of the order in lists is what replicas make of it, whatever they are sent (MUSTER_TEST_SEED=${SEED})`, () => {
  const random = new SeededRandom(SEED);
  for (let round = 0; round < 300; round++) {
    const history = new HostileHistory(random);
    const [places, doc] = [new StructPlaces(), new Y.Doc()];
    for (let count = 0; count < 20; count++) {
      const update = history.offer();
      if (!take(update, places)) continue;
      history.keep();
      Y.applyUpdate(doc, update);
      for (const order of [orderIn(doc, 'one'), orderIn(doc, 'two')]) expect(orderKnown(places, order)).toEqual(order);
    }
  }
});

test(`H18: what people write at once is never out of order, read one by one, and as it is stored (MUSTER_TEST_SEED=${SEED})`, () => {
  const random = new SeededRandom(SEED);
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  const [places, whole] = [new StructPlaces(), new Y.Doc()];
  for (const doc of docs) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'remote') return;
      expect(take(update, places)).toBe(true);
      Y.applyUpdate(whole, update);
    });
  }
  for (let round = 0; round < 60; round++) {
    for (const doc of docs) {
      const list = doc.getText('one');
      for (let count = random.below(6); count > 0; count--) {
        const at = random.below(list.length + 1);
        if (random.below(3) > 0) list.insert(at, 'abc'.slice(random.below(3)));
        else if (at < list.length) list.delete(at, 1);
      }
    }
    if (random.below(3) > 0) continue;
    for (const doc of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(whole), 'remote');
  }
  const order = orderIn(whole, 'one');
  expect(orderKnown(places, order)).toEqual(order);
  expect(places.order.effort).toBeGreaterThan(0);
  const anew = new StructPlaces();
  finish(placingStored(Y.encodeStateAsUpdate(whole), anew));
  expect(orderKnown(anew, order)).toEqual(order);
});

test('H18: what is stored twice, or in part, stands where it stood first', () => {
  const doc = new Y.Doc();
  const [text, map] = [doc.getText('one'), doc.getMap('two')];
  text.insert(0, 'abc');
  map.set('key', 1);
  const before = Y.encodeStateAsUpdate(doc);
  text.insert(1, 'xyz');
  text.insert(6, 'def');
  map.set('key', 2);
  const places = new StructPlaces();
  for (const update of [before, Y.encodeStateAsUpdate(doc), before]) finish(placingStored(update, places));
  expect(orderKnown(places, orderIn(doc, 'one'))).toEqual(orderIn(doc, 'one'));
  const long = craftedUpdate([7, 0], [{ parent: 'one', content: 'abcdef' }]);
  const begin = craftedUpdate([7, 0], [{ parent: 'one', content: 'abc' }]);
  const [parts, whole] = [new StructPlaces(), new Y.Doc()];
  for (const update of [begin, long]) {
    finish(placingStored(update, parts));
    Y.applyUpdate(whole, update);
  }
  expect(orderKnown(parts, orderIn(whole, 'one'))).toEqual(orderIn(whole, 'one'));
});

test('H18: neighbours that stand the other way round are refused, and the connection stays', async () => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  const client = await RawClient.join(url);
  client.sendSync(2, craftedUpdate([1, 0], [{ parent: 'text', content: 'abcd' }]));
  const misplaced = [
    { origin: [1, 2], right: [1, 1], content: 'x' },
    { origin: [1, 1], right: [1, 1], content: 'x' },
    { origin: [1, 3], right: [1, 0], content: 'x' },
  ] as const;
  for (const [index, struct] of misplaced.entries()) client.sendSync(2, craftedUpdate([2 + index, 0], [struct]));
  client.sendSync(2, craftedUpdate([9, 0], [{ origin: [1, 0], right: [1, 1], content: 'x' }]));
  await client.until('all to be settled', () => client.acknowledged === 5);
  const refusal = { code: 'out_of_order' };
  expect(client.all('refusal')).toMatchObject([2, 3, 4].map((count) => ({ ...refusal, count })));
  const newcomer = await RawClient.join(url);
  expect(newcomer.doc.getText('text').toJSON()).toBe('axbcd');
});
