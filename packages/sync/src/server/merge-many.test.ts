import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { randomUpdate } from '../testing/random-update.ts';
import { SeededRandom } from '../testing/SeededRandom.ts';
import { updateOf } from '../testing/sample-updates.ts';
import { mergeMany } from './merge-many.ts';
import type { ClockRange } from './RangeSet.ts';
import { inspectUpdate } from './update-content.ts';

function words(count: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  const text = doc.getText('text');
  for (let word = 0; word < count; word++) {
    text.insert(text.length, `word ${word} `);
    if (word % 3 === 0) text.delete(0, 2);
  }
  return { doc, updates };
}

test.each([0, 1, 2, 32, 33, 20_000])('J2: %i edits make one update that says the same', (count) => {
  const { doc, updates } = words(count);
  const replica = new Y.Doc();
  Y.applyUpdate(replica, mergeMany(updates));
  expect(replica.getText('text').toString()).toBe(doc.getText('text').toString());
  expect(Y.encodeStateVector(replica)).toEqual(Y.encodeStateVector(doc));
});

test('J2: updates with one missing, in any order, say what they said apart', () => {
  const { doc, updates } = words(100);
  const [missing = new Uint8Array()] = updates.splice(50, 1);
  const replica = new Y.Doc();
  Y.applyUpdate(replica, mergeMany(updates.reverse()));
  Y.applyUpdate(replica, missing);
  expect(replica.getText('text').toString()).toBe(doc.getText('text').toString());
});

function isSound(update: Uint8Array): boolean {
  try {
    return inspectUpdate(update).structs.length > 0;
  } catch {
    return false;
  }
}

/** Sorted by clients, whose order among deletions says nothing. */
function rangesOf(update: Uint8Array): readonly ClockRange[] {
  const { structs, deletions } = inspectUpdate(update);
  const sorted = deletions.toSorted((one, other) => one.client - other.client || one.start - other.start);
  return [...structs, ...sorted];
}

function documentOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return Y.encodeStateAsUpdate(doc);
}

test('J2: what several say of the same structs, or say again in part, comes to what Yjs makes of it', () => {
  const random = new SeededRandom(29);
  for (let round = 0; round < 500; round++) {
    const whole = words(1 + random.below(20)).doc;
    const half = words(1 + random.below(20)).updates;
    const vector = Y.encodeStateVector(new Y.Doc());
    const own = [Y.encodeStateAsUpdate(whole, vector), ...half, ...half.slice(random.below(half.length))];
    const forged = [1, 2, 3].map((client) => randomUpdate(client, random)).filter(isSound);
    for (const updates of [own, forged]) {
      const merged = mergeMany(updates);
      expect(rangesOf(merged)).toEqual(rangesOf(Y.mergeUpdates(updates)));
      expect(documentOf([merged])).toEqual(documentOf([Y.mergeUpdates(updates)]));
    }
  }
});

test('H9: of two structs under one id the first is kept', () => {
  const [first, second] = ['hello', 'HELLO, all'].map((text) =>
    updateOf((doc) => doc.getText('text').insert(0, text), 7),
  );
  const replica = new Y.Doc();
  Y.applyUpdate(replica, mergeMany([first ?? new Uint8Array(), second ?? new Uint8Array()]));
  expect(replica.getText('text').toString()).toBe('hello, all');
});
