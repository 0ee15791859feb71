import { boardRoots, entryOf } from '@muster/contract/work/board.doc';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { closeDatabase, openDatabase } from '../../apps/server/src/core/database/index.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { contentsOf } from './crash/board-edits.ts';
import { cardRows, expectedRows, missingSequences } from './crash/stored-board.ts';
import { histories } from './property/history.ts';
import { World } from './property/World.ts';

// The passes that die on purpose are not for the reader of the output.
vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent';
});

const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const runs = Number(process.env.MUSTER_PROPERTY_RUNS ?? 60);

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  openDatabase(database.url);
});

afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

/** Checklist entries as they lie in the document, deleted ones too: a restore deletes but never loses. */
function everythingIn(doc: Y.Doc): { ids: Set<string>; words: string } {
  const { cards } = boardRoots(doc);
  const ids = new Set(cards.keys());
  for (const cardId of cards.keys()) {
    for (const list of ['comments', 'checklist']) {
      const entries = entryOf(cards, cardId)?.get(list);
      if (entries instanceof Y.Map) for (const id of entries.keys()) ids.add(id);
    }
  }
  return { ids, words: JSON.stringify(contentsOf(doc)) };
}

function expectNothingLost(world: World, doc: Y.Doc): void {
  const { ids, words } = everythingIn(doc);
  for (const { made } of [...world.people, { made: world.madeByServer }]) {
    expect(
      made.ids.filter((id) => !ids.has(id)),
      'made, and gone',
    ).toEqual([]);
    // Going back to a version takes words out of texts; it is an edit like any other.
    if (!world.wentBack)
      expect(
        made.words.filter((word) => !words.includes(word)),
        'typed, and gone',
      ).toEqual([]);
  }
}

/** The bytes that a document comes to, however its updates arrived: as one who receives it whole would store it. */
function canonicalBytes(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return Y.encodeStateAsUpdate(copy);
}

async function expectOneEnd(world: World): Promise<void> {
  const stored = await world.stored();
  const contents = contentsOf(stored);
  for (const { doc } of world.people) {
    expect(contentsOf(doc)).toEqual(contents);
    expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(stored))).toBe(true);
    expect(Buffer.from(canonicalBytes(doc)).equals(canonicalBytes(stored))).toBe(true);
  }
  expect(await cardRows(database, world.name.slice('board/'.length))).toEqual(expectedRows(stored));
  expect(await missingSequences(database, world.name)).toEqual([]);
  expectNothingLost(world, stored);
}

test(`any history of edits, outages, compactions and restores has one end, with everything in it (MUSTER_TEST_SEED=${seed})`, async () => {
  console.info(`property test, seed ${seed}, ${runs} histories`);
  const property = fc.asyncProperty(histories, async (history) => {
    const world = await World.make();
    for (const step of history) await world.take(step);
    await world.settle();
    await expectOneEnd(world);
  });
  await fc.assert(property, { seed, numRuns: runs });
}, 600_000);
