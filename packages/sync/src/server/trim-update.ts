import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Coverage } from './Coverage.ts';
import { writeRanges } from './coverage-bytes.ts';
import type { ClockRange, RangeSet } from './RangeSet.ts';
import { inspectUpdate } from './update-content.ts';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** The clocks of a struct that are to be written. */
interface Piece {
  readonly struct: Struct;
  readonly start: number;
  readonly end: number;
}

function piecesOf(struct: Struct, known: RangeSet): readonly Piece[] {
  if (struct instanceof Y.Skip) return [];
  const { client, clock } = struct.id;
  const range: ClockRange = { client, start: clock, end: clock + struct.length };
  return known.missing(range).map(({ start, end }) => ({ struct, start, end }));
}

/** The struct up to `end`; what is before the piece's start is left out when it is written. */
function shortened({ struct, end }: Piece): Struct {
  const { client, clock } = struct.id;
  const length = end - clock;
  if (length === struct.length) return struct;
  if (!(struct instanceof Y.Item)) return new Y.GC(Y.createID(client, clock), length);
  const content = struct.content.copy();
  content.splice(length);
  const { origin, rightOrigin, parent, parentSub } = struct;
  return new Y.Item(struct.id, null, origin, null, rightOrigin, parent, parentSub, content);
}

/** One client's section, as Yjs writes it: gaps between its structs are skips. */
function writeSection(encoder: Y.UpdateEncoderV1, client: number, pieces: readonly Piece[]): void {
  const first = pieces[0]?.start ?? 0;
  let structs = 0;
  const body: (() => void)[] = [];
  let clock = first;
  for (const piece of pieces) {
    const gap = piece.start - clock;
    const from = clock;
    if (gap > 0) body.push(() => new Y.Skip(Y.createID(client, from), gap).write(encoder, 0));
    body.push(() => shortened(piece).write(encoder, piece.start - piece.struct.id.clock));
    structs += gap > 0 ? 2 : 1;
    clock = piece.end;
  }
  encoding.writeVarUint(encoder.restEncoder, structs);
  encoder.writeClient(client);
  encoding.writeVarUint(encoder.restEncoder, first);
  for (const write of body) write();
}

/**
 * The update without the structs and deletions that are known already, whatever it says of them. What remains carries
 * each struct's own clocks, so that the log never holds two structs under one id.
 */
export function trimUpdate(update: Uint8Array, known: Pick<Coverage, 'structs' | 'deletions'>): Uint8Array {
  const sections = new Map<number, Piece[]>();
  for (const struct of Y.decodeUpdate(update).structs) {
    const pieces = piecesOf(struct, known.structs);
    if (pieces.length === 0) continue;
    const section = sections.get(struct.id.client) ?? [];
    section.push(...pieces);
    sections.set(struct.id.client, section);
  }
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, sections.size);
  for (const [client, pieces] of sections) writeSection(encoder, client, pieces);
  const { deletions } = inspectUpdate(update);
  writeRanges(
    encoder.restEncoder,
    deletions.flatMap((range) => known.deletions.missing(range)),
  );
  return encoder.toUint8Array();
}
