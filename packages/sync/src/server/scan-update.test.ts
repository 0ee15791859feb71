import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mutate } from '../testing/mutate.ts';
import { randomUpdate } from '../testing/random-update.ts';
import { SeededRandom } from '../testing/SeededRandom.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { Coverage } from './Coverage.ts';
import { UpdateTooComplexError } from './invalid-update.ts';
import type { ClockRange } from './RangeSet.ts';
import { inspectUpdate, type UpdateContent } from './update-content.ts';

/** What Yjs itself reads from an update. */
function readByYjs(update: Uint8Array): Coverage {
  const { structs, ds } = Y.decodeUpdate(update);
  const coverage = new Coverage();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (!(struct instanceof Y.Skip)) coverage.structs.add({ client, start: clock, end: clock + struct.length });
  }
  for (const [client, deletions] of ds.clients) {
    for (const { clock, len } of deletions) coverage.deletions.add({ client, start: clock, end: clock + len });
  }
  return coverage;
}

function coverageOf(content: UpdateContent): Coverage {
  const coverage = new Coverage();
  coverage.add(content);
  return coverage;
}

/** Sorted by clients, whose order says nothing. */
function rangesOf({ structs, deletions }: Coverage): readonly (readonly ClockRange[])[] {
  const byClient = (one: ClockRange, other: ClockRange) => one.client - other.client || one.start - other.start;
  return [structs, deletions].map((set) => [...set.ranges()].sort(byClient));
}

function inspected(update: Uint8Array): UpdateContent | null {
  try {
    return inspectUpdate(update);
  } catch {
    return null;
  }
}

test('H2: what is read without Yjs is what Yjs reads, of every kind of content', () => {
  const random = new SeededRandom(17);
  const board = updateOf((doc) => {
    addCard(doc, 'Ünïcödé 🚚');
    doc.getText('text').insert(0, 'hello', { bold: true });
    doc.getText('text').insertEmbed(2, { image: ['x', { deep: 'ß' }] });
    doc.getText('text').delete(1, 2);
    doc
      .getArray('items')
      .push([1, -(2 ** 40), 0.5, 1e100, 'two', [3], { four: null, large: 6n }, Uint8Array.of(5), true]);
    doc.getArray('items').push([[false, undefined, Number.MAX_SAFE_INTEGER]]);
    doc.getMap('subdocuments').set('one', new Y.Doc({ guid: 'sub', meta: { a: 1 } }));
  }, 9);
  let read = 0;
  for (let round = 0; round < 6_000; round++) {
    const original = random.below(2) === 0 ? board : randomUpdate(1 + random.below(3), random);
    const update = random.below(3) === 0 ? original : mutate(original, random);
    const content = inspected(update);
    if (content === null) continue;
    read += 1;
    const hex = Buffer.from(update).toString('hex');
    expect(rangesOf(coverageOf(content)), hex).toEqual(rangesOf(readByYjs(update)));
  }
  expect(inspected(board)).not.toBeNull();
  expect(read).toBeGreaterThan(1_000);
});

function written(...numbers: number[]): Uint8Array {
  return writtenList(numbers);
}

function writtenList(numbers: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of numbers) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
}

/** Updates with ten parts or more, by what they have so many of. */
const COMPLEX: readonly (readonly [string, Uint8Array])[] = [
  // GC (0) of length 1, ten times; GC and gap (10) in turns
  ['structs', written(1, 10, 5, 0, ...Array.from({ length: 10 }, () => [0, 1]).flat(), 0)],
  ['gaps', written(1, 4, 5, 0, 0, 1, 10, 1, 0, 1, 10, 1, 0)],
  ['clients', written(2, 1, 6, 0, 0, 1, 1, 5, 0, 0, 1, 0)],
  ['deletions', written(0, 1, 5, 5, 8, 1, 6, 1, 4, 1, 2, 1, 0, 1)],
  ['values', updateOf((doc) => doc.getArray('a').push([[1, 2, 3, 4, 5], { a: 6, b: 7, c: 8 }]))],
  ['embeds', updateOf((doc) => doc.getText('a').insertEmbed(0, { image: [1, 2, 3, 4] }))],
];

test.each(COMPLEX)('L6: %s beyond the limit are not read', (_what, update) => {
  expect(() => inspectUpdate(update, 9)).toThrow(UpdateTooComplexError);
  expect(() => inspectUpdate(update, 100)).not.toThrow();
});

test('L6: deletions in an order that no replica would write cost no more than others', () => {
  const count = 300_000;
  const clocks = Array.from({ length: count }, (_, index) => [2 * (count - index), 1]).flat();
  const content = inspectUpdate(writtenList([0, 1, 5, count, clocks].flat()));
  const coverage = coverageOf(content);
  expect([...coverage.deletions.ranges()]).toHaveLength(count);
  expect(coverage.has(content)).toBe(true);
});
