import type { ByteReader } from './ByteReader.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import type { PartBudget } from './PartBudget.ts';

/**
 * Plain values may be nested so deeply. Yjs reads them recursively: what this process still decodes could overflow the smaller
 * stack of a browser and make the document unreadable there for ever.
 */
const DEEPEST = 100;

/** How lib0 marks what follows (`encoding.writeAny`). */
const MARK = {
  undefined: 127,
  null: 126,
  integer: 125,
  float32: 124,
  float64: 123,
  bigint: 122,
  false: 121,
  true: 120,
  string: 119,
  object: 118,
  array: 117,
  bytes: 116,
} as const;

/** Those behind which nothing follows. */
const EMPTY: ReadonlySet<number> = new Set([MARK.undefined, MARK.null, MARK.false, MARK.true]);

/** JavaScript takes what is read under this name for the object's prototype, and writes the object without it. */
const PROTOTYPE = '__proto__';

/** Skips a plain value as lib0 writes it, of at most so many levels. */
export function skipAny(reader: ByteReader, budget: PartBudget, levels = DEEPEST): void {
  budget.take();
  const mark = reader.byte();
  if (mark === MARK.object || mark === MARK.array) skipChildren(reader, budget, levels, mark === MARK.object);
  else skipSimple(reader, mark);
}

function skipSimple(reader: ByteReader, mark: number): void {
  if (mark === MARK.string) reader.skipText();
  else if (mark === MARK.integer) reader.skipVarInt();
  else if (mark === MARK.bytes) reader.skipBytes(reader.varUint());
  else if (mark === MARK.float64 || mark === MARK.bigint) reader.skipBytes(8);
  else if (mark === MARK.float32) reader.skipBytes(4);
  else if (!EMPTY.has(mark)) throw new InvalidUpdateError(`unknown kind of value ${mark}`);
}

function skipChildren(reader: ByteReader, budget: PartBudget, levels: number, isNamed: boolean): void {
  if (levels === 0) throw new InvalidUpdateError('a value is nested too deeply');
  for (let left = reader.varUint(); left > 0; left--) {
    if (isNamed && reader.skipsText(PROTOTYPE)) throw misnamed(PROTOTYPE);
    skipAny(reader, budget, levels - 1);
  }
}

/** Skips what must be an object, without a property of the name given. */
export function skipProperties(reader: ByteReader, budget: PartBudget, unwanted: string): void {
  if (reader.byte() !== MARK.object) throw new InvalidUpdateError('no object where one must be');
  for (let left = reader.varUint(); left > 0; left--) {
    const name = reader.text();
    if (name === unwanted || name === PROTOTYPE) throw misnamed(name);
    skipAny(reader, budget);
  }
}

function misnamed(name: string): InvalidUpdateError {
  return new InvalidUpdateError(`a property must not be called ${name}`);
}

/** Skips a plain value that is written as JSON. */
export function skipJson(reader: ByteReader, budget: PartBudget, alternative?: string): void {
  const text = reader.text();
  budget.takeJson(text);
  if (text !== alternative) assertLasting(JSON.parse(text), DEEPEST);
}

/** Yjs may write again what it has read, and that must come to the same: of numbers beyond all bounds JSON makes null. */
function assertLasting(value: unknown, levels: number): void {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    throw new InvalidUpdateError('a number out of range');
  }
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0) throw new InvalidUpdateError('a value is nested too deeply');
  if (Object.hasOwn(value, PROTOTYPE)) throw misnamed(PROTOTYPE);
  for (const child of Object.values(value)) assertLasting(child, levels - 1);
}
