import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyUpdates, isIncomplete } from './yjs-bytes.ts';

function words(count: number): { updates: Uint8Array[]; text: string } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  const text = doc.getText('text');
  for (let word = 0; word < count; word++) text.insert(text.length, `word ${word} `);
  return { updates, text: text.toString() };
}

test('thousands of updates that build on one that is not there wait for it, and cost no more than others', () => {
  const { updates, text } = words(10_000);
  const [first = new Uint8Array(), second = new Uint8Array(), ...rest] = updates;
  const doc = new Y.Doc();
  applyUpdates(doc, [first, ...rest]);
  expect(isIncomplete(doc)).toBe(true);
  expect(doc.getText('text').toString()).toBe('word 0 ');
  applyUpdates(doc, [second]);
  expect(isIncomplete(doc)).toBe(false);
  expect(doc.getText('text').toString()).toBe(text);
});
