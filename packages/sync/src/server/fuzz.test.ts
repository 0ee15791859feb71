import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { mutate } from '../testing/mutate.ts';
import { RawClient } from '../testing/RawClient.ts';
import { randomUpdate } from '../testing/random-update.ts';
import { SeededRandom } from '../testing/SeededRandom.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { Coverage } from './Coverage.ts';
import { inspectUpdate } from './update-content.ts';

/** Updates with every kind of content: text, formats, embeds, subdocuments, binary, deletions, several clients, gaps. */
function samples(): readonly [Uint8Array, ...Uint8Array[]] {
  const board = new Y.Doc();
  board.clientID = 11;
  addCard(board, 'a');
  addCard(board, 'b', 'Ünïcödé 🚚');
  board.getMap('cards').delete('a');
  const mixed = new Y.Doc();
  mixed.clientID = 12;
  Y.applyUpdate(mixed, Y.encodeStateAsUpdate(board));
  mixed.getText('text').insert(0, 'hello world');
  mixed.getText('text').format(2, 4, { bold: true });
  mixed.getText('text').insertEmbed(3, { image: 'x' });
  mixed.getText('text').delete(1, 5);
  mixed.getArray('items').push([1, 'two', [3], { four: null, large: 6n }, Uint8Array.of(5), 7.5, true]);
  mixed.getMap('subdocuments').set('one', new Y.Doc({ guid: 'sub' }));
  const whole = Y.encodeStateAsUpdate(mixed);
  const late = Y.encodeStateAsUpdate(mixed, Y.encodeStateVector(board));
  return [whole, late, Y.encodeStateAsUpdate(board), updateOf((doc) => doc.getMap('m').set('k', 1), 3)];
}

function isAccepted(update: Uint8Array): boolean {
  try {
    inspectUpdate(update);
    return true;
  } catch {
    return false;
  }
}

function applyEverywhere(update: Uint8Array, others: readonly Uint8Array[]): void {
  Y.applyUpdate(new Y.Doc(), update);
  for (const other of others) {
    const before = new Y.Doc();
    Y.applyUpdate(before, other);
    Y.applyUpdate(before, update);
    const after = new Y.Doc();
    Y.applyUpdate(after, update);
    Y.applyUpdate(after, other);
    Y.applyUpdate(new Y.Doc(), Y.mergeUpdates([other, update]));
    Y.diffUpdate(update, Y.encodeStateVectorFromUpdate(other));
  }
}

test('H2: whatever passes the check can be decoded, merged and applied by every replica', () => {
  const random = new SeededRandom(20_261_121);
  const originals = samples();
  let accepted = 0;
  for (let round = 0; round < 3_000; round++) {
    const update = mutate(random.pick(originals), random);
    if (!isAccepted(update)) continue;
    accepted += 1;
    try {
      applyEverywhere(update, originals);
    } catch (error) {
      throw new Error(`accepted in round ${round}: ${Buffer.from(update).toString('hex')}`, { cause: error });
    }
  }
  expect(accepted).toBeGreaterThan(80);
});

test('H2: structs that refer to each other at random, in any order of arrival', () => {
  const random = new SeededRandom(3);
  let accepted = 0;
  for (let round = 0; round < 600; round++) {
    const updates = [1, 2, 3].map((client) => randomUpdate(client, random)).filter(isAccepted);
    accepted += updates.length;
    const [forwards, backwards] = [new Y.Doc(), new Y.Doc()];
    for (const update of updates) Y.applyUpdate(forwards, update);
    for (const update of updates.toReversed()) Y.applyUpdate(backwards, update);
    expect(Y.encodeStateVector(backwards)).toEqual(Y.encodeStateVector(forwards));
    if (updates.length > 0) inspectUpdate(Y.mergeUpdates(updates));
  }
  expect(accepted).toBeGreaterThan(400);
});

const FRAMES = Number(process.env.MUSTER_FUZZ_FRAMES ?? 3_000);
const SEED = Number(process.env.MUSTER_TEST_SEED ?? Math.floor(Math.random() * 100_000));

type Originals = readonly [Uint8Array, ...Uint8Array[]];

function framed(type: readonly number[], bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...type, (bytes.length & 127) | 128, bytes.length >> 7, ...bytes]);
}

type MakeFrame = (random: SeededRandom, originals: Originals) => Uint8Array | string;

/** Frames of an attacker: noise, damaged messages, forgeries of structs that others have made, and text. */
const HOSTILE: readonly [MakeFrame, ...MakeFrame[]] = [
  (random) => Uint8Array.from({ length: random.below(60) }, () => random.below(256)),
  (random, originals) => framed([1], mutate(random.pick(originals), random)),
  (random, originals) => framed([0, random.below(3)], mutate(random.pick(originals), random)),
  (random, originals) => mutate(framed([0, 2], random.pick(originals)), random),
  (random) => framed([0, 1 + random.below(2)], randomUpdate(1 + random.below(3), random)),
  (random) => framed([0, 2], randomUpdate(4, random)),
  (random) => framed([random.below(256)], Uint8Array.of(random.below(256))),
  () => 'text is not part of the protocol',
];

/** No clock twice, and nothing that a replica could not apply in any order. */
function assertSound(updates: readonly Uint8Array[]): void {
  const coverage = new Coverage();
  for (const update of updates) {
    const content = inspectUpdate(update);
    expect(coverage.overlaps(content)).toBe(false);
    coverage.add(content);
  }
  const [forwards, backwards] = [new Y.Doc(), new Y.Doc()];
  for (const update of updates) Y.applyUpdate(forwards, update);
  for (const update of updates.toReversed()) Y.applyUpdate(backwards, update);
  expect(Y.encodeStateVector(backwards)).toEqual(Y.encodeStateVector(forwards));
  Y.applyUpdate(new Y.Doc(), Y.mergeUpdates([...updates]));
}

test(`H1, H2: ${FRAMES} hostile frames leave the process, the neighbour and the log unharmed (MUSTER_TEST_SEED=${SEED})`, {
  timeout: 600_000,
}, async () => {
  const random = new SeededRandom(SEED);
  const originals = samples();
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  const neighbour = await RawClient.join(url);
  let attacker = await RawClient.join(url);
  const rounds: number[] = [];
  for (let round = 1; round <= FRAMES; round++) {
    if (attacker.socket.readyState !== attacker.socket.OPEN) attacker = await RawClient.join(url);
    attacker.socket.send(random.pick(HOSTILE)(random, originals));
    if (round % 10 === 0) await attacker.settle();
    if (round % Math.floor(FRAMES / 4) !== 0) continue;
    rounds.push(round);
    neighbour.edit((doc) => doc.getArray('rounds').push([round]));
    await neighbour.until('the neighbour to be served', () => neighbour.acknowledged === rounds.length);
  }
  expect(server.sync.stats().offenders).toBeGreaterThan(FRAMES / 20);
  const { updates } = await server.log.stored.load('id-of-board/1');
  assertSound(updates.map(({ bytes }) => bytes));
  const newcomer = await RawClient.join(url);
  expect(newcomer.doc.getArray('rounds').toJSON()).toEqual(rounds);
  attacker.socket.terminate();
  await eventually('nothing of the attack to be left', () => {
    const { connections, pendingUpdates, pendingBytes } = server.sync.stats();
    return connections === 2 && pendingUpdates === 0 && pendingBytes === 0;
  });
});
