import type { ByteReader } from './ByteReader.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import type { PartBudget } from './PartBudget.ts';
import { skipAny, skipJson, skipProperties } from './plain-values.ts';

/** How Yjs numbers the kinds of content of an item (`contentRefs` in its Item.js). */
const CONTENT = {
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  document: 9,
} as const;

/** How it numbers shared types; XML elements and hooks have names. */
const LAST_TYPE = 6;
const NAMED_TYPES: readonly number[] = [3, 5];

/** Skips an item's content of a kind; answers with its length in clocks. */
export function skipContent(reader: ByteReader, budget: PartBudget, kind: number): number {
  switch (kind) {
    case CONTENT.deleted:
      return reader.varUint();
    case CONTENT.string:
      return reader.skipText();
    case CONTENT.any:
      return skipEach(reader, () => skipAny(reader, budget));
    case CONTENT.json:
      return skipEach(reader, () => skipJson(reader, budget, 'undefined'));
    default:
      skipSingle(reader, budget, kind);
      return 1;
  }
}

function skipEach(reader: ByteReader, skip: () => void): number {
  const count = reader.varUint();
  for (let left = count; left > 0; left--) skip();
  return count;
}

function skipSingle(reader: ByteReader, budget: PartBudget, kind: number): void {
  if (kind === CONTENT.binary) reader.skipBytes(reader.varUint());
  else if (kind === CONTENT.type) skipType(reader);
  else if (kind === CONTENT.embed) skipJson(reader, budget);
  else if (kind === CONTENT.document) skipDocument(reader, budget);
  else if (kind === CONTENT.format) {
    reader.skipText();
    skipJson(reader, budget);
  } else throw new InvalidUpdateError(`unknown kind of content ${kind}`);
}

function skipType(reader: ByteReader): void {
  const type = reader.varUint();
  if (type > LAST_TYPE) throw new InvalidUpdateError(`unknown type ${type}`);
  if (NAMED_TYPES.includes(type)) reader.skipText();
}

/** Yjs lets an option of this name replace the subdocument's id, and cannot write an id that is no text. */
const ID_OPTION = 'guid';

function skipDocument(reader: ByteReader, budget: PartBudget): void {
  reader.skipText();
  skipProperties(reader, budget, ID_OPTION);
}
