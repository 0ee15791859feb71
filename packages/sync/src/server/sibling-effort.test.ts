import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type CraftedStruct, craftedUpdate } from '../testing/crafted-update.ts';
import { RawClient } from '../testing/RawClient.ts';
import { startServer } from '../testing/start-server.ts';
import { checkPlaces } from './check-places.ts';
import { placingStored } from './place-stored.ts';
import { StructPlaces } from './StructPlaces.ts';
import { finish } from './work.ts';

/** So many that going through all of them for each is beyond the limit. */
const MANY = 5_000;

type Id = readonly [client: number, clock: number];

function structs(make: (index: number) => CraftedStruct): readonly CraftedStruct[] {
  return Array.from({ length: MANY }, (_, index) => make(index));
}

/** Two maps in a list, which is named when each of many is said to stand right between them. */
const ends = craftedUpdate(
  [1, 0],
  [
    { parent: 'root', content: {} },
    { origin: [1, 0], content: {} },
  ],
);

/** Each in front of the one before it, all of them behind those of clients with smaller numbers. */
function prepended(client: number): Uint8Array {
  const rightOf = (index: number): Id => (index === 0 ? [1, 1] : [client, index - 1]);
  return craftedUpdate(
    [client, 0],
    structs((index) => ({ origin: [1, 0], right: rightOf(index), content: {} })),
  );
}

function known(...updates: readonly Uint8Array[]): StructPlaces {
  const places = new StructPlaces();
  for (const update of updates) finish(placingStored(update, places));
  return places;
}

/** Takes each update of which nothing is refused; answers how many were. */
function refusedOf(updates: readonly Uint8Array[], places: StructPlaces): number {
  let refused = 0;
  for (const update of updates) {
    const { obstacle, adopt, withdraw } = checkPlaces(update, places);
    if (obstacle === null) adopt();
    else {
      withdraw();
      refused += obstacle === 'effort' ? 1 : Number.NaN;
    }
  }
  return refused;
}

test('L9: what replicas would have to go through at length is refused, in lists', () => {
  const places = known(ends);
  expect(refusedOf([prepended(2), prepended(3), prepended(4)], places)).toBe(2);
  const few = craftedUpdate([9, 0], [{ origin: [1, 1], content: 'x' }]);
  expect(refusedOf([few], places)).toBe(0);
});

test('L9: and values of one key that came at once, or after one that many others took the place of since', () => {
  const firsts = structs(() => ({ parent: 'root', key: 'k', content: {} }));
  const atOnce = firsts.map((struct, index) => craftedUpdate([10 + index, 0], [struct]));
  expect(refusedOf(atOnce, known())).toBeGreaterThan(0);

  const inTurn = structs((index) =>
    index === 0 ? { parent: 'root', key: 'k', content: {} } : { origin: [2, index - 1], content: {} },
  );
  const late = atOnce.map((_, index) => craftedUpdate([10 + index, 0], [{ origin: [2, 0], content: {} }]));
  expect(refusedOf([craftedUpdate([2, 0], inTurn), ...late], known())).toBeGreaterThan(0);

  const asOne = craftedUpdate([2, 0], [{ parent: 'root', key: 'k', content: MANY }]);
  const between = atOnce.map((_, index) =>
    craftedUpdate([10 + index, 0], [{ origin: [2, (index * 7_919) % MANY], content: {} }]),
  );
  expect(refusedOf([asOne, ...between], known())).toBeGreaterThan(0);
});

test('L9: what was refused leaves nothing behind but what it took', () => {
  const places = known(ends);
  expect(refusedOf([prepended(2)], places)).toBe(0);
  const siblings = places.at(1, 0)?.siblings;
  const { parts } = siblings ?? { parts: 0 };
  const { effort } = places.order;
  expect(refusedOf([prepended(3)], places)).toBe(1);
  expect(siblings?.parts).toBe(parts);
  expect(places.at(3, 0)).toBeNull();
  expect(places.order.effort).toBeGreaterThan(effort);
});

test('L9: up to 32 are always allowed, and what nobody else is at, also of a document that took too much before', () => {
  const places = known(ends, prepended(2));
  expect(refusedOf([prepended(3)], places)).toBe(1);
  expect(places.order.effortLeft(0)).toBeLessThan(0);
  const last: Id = [1, 1];
  const atOnce = Array.from({ length: 34 }, (_, index) =>
    craftedUpdate([100 + index, 0], [{ origin: last, content: {} }]),
  );
  expect(refusedOf(atOnce, places)).toBe(1);
  const doc = new Y.Doc();
  doc.getText('other').insert(0, 'text');
  doc.getText('other').insert(2, 'in the middle');
  doc.getMap('map').set('key', 1);
  doc.getMap('map').set('key', 2);
  expect(refusedOf([Y.encodeStateAsUpdate(doc)], places)).toBe(0);
});

test('L9: what people do apart for long goes together', () => {
  const docs = [new Y.Doc(), new Y.Doc()];
  for (const doc of docs) {
    const list = doc.getArray('list');
    for (let count = 0; count < 2_000; count++) list.insert(0, [new Y.Map()]);
    for (let count = 0; count < 500; count++) doc.getMap('map').set('key', count);
  }
  expect(
    refusedOf(
      docs.map((doc) => Y.encodeStateAsUpdate(doc)),
      known(),
    ),
  ).toBe(0);
});

test('L9: what people append apart, one by one, is not gone through again and again', () => {
  const places = known();
  const docs = Array.from({ length: 20 }, () => new Y.Doc());
  const updates: Uint8Array[] = [];
  for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let count = 0; count < 1_200; count++) for (const doc of docs) doc.getArray('list').push([count]);
  expect(refusedOf(updates, places)).toBe(0);
  expect(places.order.effort).toBeLessThan(2 * updates.length);
});

test('L9: who sends such an update is told so and stays, and others are not held up', async () => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  const [author, other] = [await RawClient.join(url), await RawClient.join(url)];
  for (const update of [ends, prepended(2), prepended(3)]) author.sendSync(2, update);
  await author.until('all to be settled', () => author.acknowledged === 3);
  expect(author.all('refusal')).toMatchObject([{ code: 'update_too_complex', count: 3 }]);
  await other.until('what was taken', () => other.doc.getArray('root').length === MANY + 2);
  other.edit((doc) => doc.getArray('root').insert(1, ['x']));
  await other.until('it to be settled', () => other.acknowledged === 1);
  const newcomer = await RawClient.join(url);
  expect(newcomer.doc.getArray('root').length).toBe(MANY + 3);
});
