import type * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { isShallow } from './nesting.ts';
import type { ClockRange } from './RangeSet.ts';

/** Which structs and deletions an update carries. */
export interface UpdateContent {
  readonly structs: readonly ClockRange[];
  readonly deletions: readonly ClockRange[];
}

/** Thrown for bytes that are no Yjs update, or one that a replica could not apply. */
export class InvalidUpdateError extends Error {
  override readonly name = 'InvalidUpdateError';
}

type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;
type Struct = DecodedUpdate['structs'][number];

/** Yjs keeps its decoder to itself; this is the one of the latest call. */
let latest: decoding.Decoder | undefined;

class StrictDecoder extends Y.UpdateDecoderV1 {
  #previous = Number.POSITIVE_INFINITY;

  constructor(decoder: decoding.Decoder) {
    super(decoder);
    latest = decoder;
  }

  /** Called once per client section; merging relies on the order in which every Yjs encoder writes them. */
  override readClient(): number {
    const client = super.readClient();
    if (client >= this.#previous) throw new InvalidUpdateError(`client ${client} is out of order`);
    this.#previous = client;
    return client;
  }
}

/** Decodes, and refuses bytes after the end and lengths that reach beyond the update into the socket's read buffer. */
function decode(update: Uint8Array): DecodedUpdate {
  const decoded = Y.decodeUpdateV2(update, StrictDecoder);
  if (latest?.pos !== update.length) throw new InvalidUpdateError('update does not end where it should');
  return decoded;
}

/** Yjs looks such references up without asking whether they exist yet, and throws in every replica. */
function refersToItselfOrLater(item: Y.Item): boolean {
  return [item.origin, item.rightOrigin, item.parent].some(
    (id) => id instanceof Y.ID && id.client === item.id.client && id.clock >= item.id.clock,
  );
}

function assertApplicable(struct: Struct): void {
  const { client, clock } = struct.id;
  if (struct.length < 1) throw new InvalidUpdateError(`empty struct ${client}:${clock}`);
  if (!Number.isSafeInteger(clock + struct.length)) throw new InvalidUpdateError(`clock of ${client} out of range`);
  if (!(struct instanceof Y.Item)) return;
  if (refersToItselfOrLater(struct)) throw new InvalidUpdateError(`struct ${client}:${clock} refers to a later one`);
  if (!isShallow(struct.content)) throw new InvalidUpdateError(`struct ${client}:${clock} is nested too deeply`);
}

function structRanges(structs: readonly Struct[]): readonly ClockRange[] {
  const ranges: ClockRange[] = [];
  for (const struct of structs) {
    assertApplicable(struct);
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const last = ranges.at(-1);
    const continues = last?.client === client && last.end === clock;
    const range = { client, start: continues ? last.start : clock, end: clock + struct.length };
    if (continues) ranges[ranges.length - 1] = range;
    else ranges.push(range);
  }
  return ranges;
}

function deletionRanges(deletions: DecodedUpdate['ds']): readonly ClockRange[] {
  const ranges: ClockRange[] = [];
  for (const [client, items] of deletions.clients) {
    for (const { clock, len } of items) {
      const end = clock + len;
      if (len < 1 || !Number.isSafeInteger(end)) throw new InvalidUpdateError(`deletion of ${client} out of range`);
      ranges.push({ client, start: clock, end });
    }
  }
  return ranges;
}

/**
 * Decodes an update and answers with what it carries. Throws `InvalidUpdateError` for anything that not every replica
 * could decode, merge and apply.
 */
export function inspectUpdate(update: Uint8Array): UpdateContent {
  try {
    const { structs, ds } = decode(update);
    return { structs: structRanges(structs), deletions: deletionRanges(ds) };
  } catch (error) {
    if (error instanceof InvalidUpdateError) throw error;
    throw new InvalidUpdateError('update cannot be decoded', { cause: error });
  }
}
