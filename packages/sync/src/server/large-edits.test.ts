import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { craftedUpdate } from '../testing/crafted-update.ts';
import { RawClient } from '../testing/RawClient.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { IncomingEdit } from './IncomingEdit.ts';
import { RangeSet } from './RangeSet.ts';
import { StructPlaces } from './StructPlaces.ts';
import { STEPS_BETWEEN_PAUSES, type Work } from './work.ts';

const CARDS = 300;

/** Large enough to be dealt with in stretches. */
function manyCards(clientId?: number): Uint8Array {
  return updateOf((doc) => {
    for (let card = 0; card < CARDS; card++) addCard(doc, `card ${card}`);
  }, clientId);
}

function pausesIn(work: Work<unknown>): number {
  let pauses = 0;
  while (work.next().done !== true) pauses += 1;
  return pauses;
}

test('L6: a large edit is read and judged with pauses, after each few of its parts', () => {
  const parts = 20_000;
  const structs = Array.from({ length: parts }, (_, index) => ({ parent: `root ${index}`, content: 'x' }));
  const whole = craftedUpdate([1, 0], structs);
  const incoming = new IncomingEdit(whole, 1, false);
  expect(incoming.isLarge).toBe(true);
  const least = Math.floor(parts / STEPS_BETWEEN_PAUSES);
  expect(pausesIn(incoming.inspecting(1_000_000))).toBeGreaterThanOrEqual(least);
  if (incoming.edit === null) throw incoming.failure;
  const places = new StructPlaces();
  places.set(1, 0, 1, places.root('root 0'));
  const circumstances = { places, deletions: new RangeSet(), isToComeOfAnother: () => false, tellings: 0 };
  // Cut, written, read again, and held against what is there.
  expect(pausesIn(incoming.judging(incoming.edit, circumstances))).toBeGreaterThanOrEqual(3 * least - 3);
  expect(incoming.verdictFor(circumstances)?.edit.content.structs).toEqual([{ client: 1, start: 1, end: parts }]);
});

test('L6: what several send at once is stored once', async () => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  const update = manyCards();
  const clients = await Promise.all([1, 2, 3].map(() => RawClient.join(url)));
  for (const client of clients) client.sendSync(2, update);
  for (const client of clients) await client.until('it to be settled', () => client.acknowledged === 1);
  const stored = await server.log.stored.load('id-of-board/1');
  expect(stored.updates.filter(({ bytes }) => bytes.length > 2)).toHaveLength(1);
  const newcomer = await RawClient.join(url);
  expect(newcomer.doc.getMap('cards').size).toBe(CARDS);
});

test('L6: what comes behind a large edit waits for it', async () => {
  const server = await startServer();
  const client = await RawClient.join(`${server.url}/board/1?muster=1`);
  client.edit((doc) => {
    for (let card = 0; card < CARDS; card++) addCard(doc, `card ${card}`);
  });
  client.edit((doc) => doc.getMap('cards').delete('card 7'));
  await client.until('both to be settled', () => client.acknowledged === 2);
  expect(client.has('step1') && client.all('step1').length).toBe(1);
  const newcomer = await RawClient.join(`${server.url}/board/1`);
  expect(newcomer.doc.getMap('cards').size).toBe(CARDS - 1);
});

test('H2, H16: a large edit that is broken closes its sender with 4400, one of too many parts is refused', async () => {
  const server = await startServer({ limits: { maxUpdateParts: 8_000 } });
  const url = `${server.url}/board/1?muster=1`;
  const update = manyCards();
  const [cut, contradictory, complex] = await Promise.all([1, 2, 3].map(() => RawClient.join(url)));
  cut?.sendSync(2, update.subarray(0, update.length - 5));
  expect((await cut?.closed())?.code).toBe(4400);
  const lists = ['one', 'two'].map((parent) => ({ parent, content: 'x'.repeat(20_000) }));
  contradictory?.sendSync(2, craftedUpdate([7, 0], [...lists, { origin: [7, 0], right: [7, 20_000], content: 'x' }]));
  expect((await contradictory?.closed())?.code).toBe(4400);
  complex?.sendSync(1, Y.mergeUpdates([manyCards(1), manyCards(2)]));
  await complex?.until('it to be settled', () => complex.acknowledged === 1);
  expect(complex?.all('refusal')).toMatchObject([{ code: 'update_too_complex', count: 1 }]);
  expect(server.sync.stats()).toMatchObject({ committedUpdates: 0, offenders: 2 });
});
