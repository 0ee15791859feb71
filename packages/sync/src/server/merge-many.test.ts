import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mergeMany } from './merge-many.ts';

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
