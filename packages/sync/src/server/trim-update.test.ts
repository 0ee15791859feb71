import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { SeededRandom } from '../testing/SeededRandom.ts';
import { Coverage } from './Coverage.ts';
import { coverageOf, decodeCoverage, deletionsUpdate } from './coverage-bytes.ts';
import { diffUpdate, trimUpdate } from './trim-update.ts';
import { inspectUpdate } from './update-content.ts';

/** A history of one text by three people, as single updates. */
function history(random: SeededRandom): Uint8Array[] {
  const people: [Y.Doc, Y.Doc, Y.Doc] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  for (const [index, doc] of people.entries()) doc.clientID = index + 1;
  const updates: Uint8Array[] = [];
  for (let edit = 0; edit < 30; edit++) {
    const doc = random.pick(people);
    const before = Y.encodeStateVector(doc);
    const text = doc.getText('text');
    if (text.length > 4 && random.below(3) === 0) text.delete(random.below(text.length - 2), 2);
    else text.insert(random.below(text.length + 1), random.pick(['ab', 'cde', 'longer words', '🚚!']));
    updates.push(Y.encodeStateAsUpdate(doc, before));
    if (random.below(4) === 0)
      for (const other of people) if (other !== doc) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  }
  return updates;
}

function coverageOfAll(updates: readonly Uint8Array[]): Coverage {
  const coverage = new Coverage();
  for (const update of updates) coverage.add(inspectUpdate(update));
  return coverage;
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('text').toString();
}

test('H2: with what is known, a trimmed update comes to what the whole one comes to, and repeats no struct', () => {
  const random = new SeededRandom(41);
  for (let round = 0; round < 200; round++) {
    const updates = history(random);
    const known = updates.filter(() => random.below(2) === 0);
    const coverage = coverageOfAll(known);
    const whole = Y.mergeUpdates(updates);
    const trimmed = trimUpdate(whole, coverage);
    const content = inspectUpdate(trimmed);
    expect(coverage.overlaps(content)).toBe(false);
    expect(textOf([...known, trimmed])).toBe(textOf([whole]));
    coverage.add(content);
    expect(coverage.has(inspectUpdate(whole))).toBe(true);
  }
});

test('H2: what a forgery says of known structs is left out, also where it overlaps them in part', () => {
  const honest = new Y.Doc();
  honest.clientID = 7;
  honest.getText('text').insert(0, 'hello');
  const stored = Y.encodeStateAsUpdate(honest);
  const forger = new Y.Doc();
  forger.clientID = 7;
  forger.getText('text').insert(0, 'HELLO, everybody');
  const trimmed = trimUpdate(Y.encodeStateAsUpdate(forger), coverageOfAll([stored]));
  expect(inspectUpdate(trimmed).structs).toEqual([{ client: 7, start: 5, end: 16 }]);
  for (const order of [
    [stored, trimmed],
    [trimmed, stored],
  ]) {
    expect(textOf(order)).toBe('hello, everybody');
  }
});

test('J3: a client that knows something is sent what Yjs would send it', () => {
  const random = new SeededRandom(43);
  for (let round = 0; round < 100; round++) {
    const updates = history(random);
    const whole = Y.mergeUpdates(updates);
    const vector = new Map([1, 2, 3].map((client) => [client, random.below(60)]));
    const expected = coverageOfAll([Y.diffUpdate(whole, Y.encodeStateVector(vector))]);
    const answered = coverageOfAll([diffUpdate(whole, vector)]);
    expect([...answered.structs.ranges()]).toEqual([...expected.structs.ranges()]);
    expect([...answered.deletions.ranges()]).toEqual([...expected.deletions.ranges()]);
    const known = updates.slice(0, random.below(updates.length));
    const news = diffUpdate(whole, coverageOfAll(known).structs.stateVector());
    expect(textOf([...known, news])).toBe(textOf([whole]));
  }
});

test('what a snapshot covers is told by a few bytes', () => {
  const update = Y.mergeUpdates(history(new SeededRandom(5)));
  const content = inspectUpdate(update);
  expect(decodeCoverage(coverageOf(update))).toEqual(content);
  expect(inspectUpdate(deletionsUpdate(content.deletions))).toEqual({ structs: [], deletions: content.deletions });
});
