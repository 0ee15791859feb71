import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { mutate } from '../testing/mutate.ts';
import { randomUpdate } from '../testing/random-update.ts';
import { SeededRandom } from '../testing/SeededRandom.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { Coverage } from './Coverage.ts';
import { InvalidUpdateError, UpdateTooComplexError } from './invalid-update.ts';
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

type Write = (encoder: encoding.Encoder) => void;

/** One item (of a kind) under the key `k` of a root, with content that Yjs itself would not write. */
function itemWith(kind: number, ...contents: Write[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, 5, 0]) encoding.writeVarUint(encoder, number);
  encoding.writeUint8(encoder, kind | 0x20);
  encoding.writeVarUint(encoder, 1);
  for (const name of ['root', 'k']) encoding.writeVarString(encoder, name);
  for (const write of contents) write(encoder);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

const text = (value: string) => (encoder: encoding.Encoder) => encoding.writeVarString(encoder, value);
const plain = (value: encoding.AnyEncodable) => (encoder: encoding.Encoder) => encoding.writeAny(encoder, value);
const one = (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, 1);
const inherited: encoding.AnyEncodable = JSON.parse('{"__proto__":{"columnId":"c1"}}');

/** Yjs reads each of them, and then writes something else or throws: the kinds 2 JSON, 5 embed, 6 format, 8 plain, 9 subdocument. */
const UNLASTING: readonly (readonly [string, Uint8Array])[] = [
  ['a prototype', itemWith(8, one, plain(inherited))],
  ['a prototype deeper down', itemWith(8, one, plain([{ a: inherited }]))],
  ['a prototype in JSON', itemWith(5, text('{"a":{"__proto__":{"b":1}}}'))],
  ['a number beyond all bounds', itemWith(2, one, text('1e999'))],
  ['one in a format', itemWith(6, text('bold'), text('[-1e999]'))],
  ['a subdocument with a second id', itemWith(9, text('sub'), plain({ guid: 'other' }))],
  ['a subdocument without an id', itemWith(9, text('sub'), plain({ guid: null }))],
  ['a subdocument whose options have a prototype', itemWith(9, text('sub'), plain(inherited))],
  ['a subdocument whose options are none', itemWith(9, text('sub'), plain(null))],
];

test.each(UNLASTING)('H2: %s is not accepted, for compaction would change it or fail', (_what, update) => {
  expect(() => inspectUpdate(update)).toThrow(InvalidUpdateError);
});

test('H2: what only looks like it is accepted', () => {
  const names = { __proto: 1, proto__: 2, _xproto__: 3, ü__proto__: 4, constructor: 5 };
  expect(() => inspectUpdate(itemWith(8, one, plain(names)))).not.toThrow();
  expect(() => inspectUpdate(itemWith(2, one, text('["__proto__", 1e300]')))).not.toThrow();
  expect(() => inspectUpdate(itemWith(9, text('sub'), plain({ gc: false, meta: { guid: 1 } })))).not.toThrow();
});
