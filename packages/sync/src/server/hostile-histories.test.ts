import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { HostileHistory } from '../testing/hostile-history.ts';
import { SeededRandom } from '../testing/SeededRandom.ts';
import { checkPlaces } from './check-places.ts';
import { deletionsUpdate } from './coverage-bytes.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import { mergeMany } from './merge-many.ts';
import { StructPlaces } from './StructPlaces.ts';

const SEED = Number(process.env.MUSTER_TEST_SEED ?? Math.floor(Math.random() * 100_000));

/** Those of a history's updates that a server would store. */
function storedOf(history: HostileHistory, updates: number): { log: Uint8Array[]; refused: number } {
  const places = new StructPlaces();
  const log: Uint8Array[] = [];
  let refused = 0;
  for (let count = 0; count < updates; count++) {
    const update = history.offer();
    try {
      const { incomplete, adopt } = checkPlaces(update, places);
      if (incomplete !== null) continue;
      adopt();
      history.keep();
      log.push(update);
    } catch (error) {
      if (!(error instanceof InvalidUpdateError)) throw error;
      refused += 1;
    }
  }
  return { log, refused };
}

function replicaOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** Deletes all there is, client by client, as somebody may who can write. */
function emptied(doc: Y.Doc, log: readonly Uint8Array[]): void {
  for (const client of new Set(log.flatMap((update) => Y.decodeUpdate(update).structs.map(({ id }) => id.client)))) {
    Y.applyUpdate(doc, deletionsUpdate([{ client, start: 0, end: Y.getState(doc.store, client) }]));
  }
}

test(`H16: whatever is stored can be read one by one and merged, collected, and deleted (MUSTER_TEST_SEED=${SEED})`, () => {
  const random = new SeededRandom(SEED);
  const counts = { stored: 0, refused: 0 };
  for (let round = 0; round < 400; round++) {
    const { log, refused } = storedOf(new HostileHistory(random), 12);
    counts.stored += log.length;
    counts.refused += refused;
    try {
      const half = Math.floor(log.length / 2);
      const merged = mergeMany(log);
      for (const parts of [log, [merged], [mergeMany(log.slice(0, half)), ...log.slice(half)]]) {
        const doc = replicaOf(parts);
        expect(doc.store.pendingStructs).toBeNull();
        emptied(replicaOf([Y.encodeStateAsUpdate(doc)]), log);
        emptied(doc, log);
        Y.encodeStateAsUpdate(doc);
      }
    } catch (error) {
      const bytes = log.map((update) => Buffer.from(update).toString('hex'));
      throw new Error(`stored in round ${round}: ${bytes.join(' ')}`, { cause: error });
    }
  }
  expect(counts.stored).toBeGreaterThan(1_000);
  expect(counts.refused).toBeGreaterThan(100);
});
