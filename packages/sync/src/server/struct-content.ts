import type { ByteReader } from './ByteReader.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import type { PartBudget } from './PartBudget.ts';
import { skipAny, skipJson, skipProperties } from './plain-values.ts';
import { STRUCT_KIND } from './StructHead.ts';

/** How Yjs numbers shared types; XML elements and hooks have names. */
const LAST_TYPE = 6;
const NAMED_TYPES: readonly number[] = [3, 5];

/** Skips an item's content of a kind; answers with its length in clocks. */
export function skipContent(reader: ByteReader, budget: PartBudget, kind: number): number {
  switch (kind) {
    case STRUCT_KIND.deleted:
      return reader.varUint();
    case STRUCT_KIND.string:
      return reader.skipText();
    case STRUCT_KIND.any:
      return skipEach(reader, () => skipAny(reader, budget));
    case STRUCT_KIND.json:
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
  if (kind === STRUCT_KIND.binary) reader.skipBytes(reader.varUint());
  else if (kind === STRUCT_KIND.type) skipType(reader);
  else if (kind === STRUCT_KIND.embed) skipJson(reader, budget);
  else if (kind === STRUCT_KIND.document) skipDocument(reader, budget);
  else if (kind === STRUCT_KIND.format) {
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
