import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { writeRanges } from './coverage-bytes.ts';
import type { ClockRange } from './RangeSet.ts';
import type { StructHead } from './StructHead.ts';
import { STEPS_BETWEEN_PAUSES, type Work } from './work.ts';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** Structs that follow each other in an update, and of them the clocks that are to be written. */
export interface Piece extends ClockRange {
  /** Where the first of them begins. */
  readonly clock: number;
  /** More than one are always written whole. */
  readonly structs: number;
  readonly isWhole: boolean;
  /** The update, and where in it they are. */
  readonly update: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** A struct as it stands in an update. */
export function wholeStruct(
  update: Uint8Array,
  { client, clock, length }: StructHead,
  from: number,
  to: number,
): Piece {
  return { client, clock, start: clock, end: clock + length, structs: 1, isWhole: true, update, from, to };
}

type Run = { -readonly [Key in keyof Piece]: Piece[Key] };

/** Gathers pieces of updates, each client's together. */
export class PieceCollection {
  readonly sections = new Map<number, Run[]>();

  add(piece: Piece): void {
    const section = this.sections.get(piece.client);
    if (section === undefined) this.sections.set(piece.client, [{ ...piece }]);
    else section.push({ ...piece });
  }

  /** Adds a whole struct, to the piece before it if that one is behind it in its bytes and its clocks, too. */
  join(piece: Piece): void {
    const last = this.sections.get(piece.client)?.at(-1);
    const isNext = last?.isWhole && last.update === piece.update && last.to === piece.from && last.end === piece.start;
    if (!isNext) this.add(piece);
    else {
      last.structs += 1;
      last.to = piece.to;
      last.end = piece.end;
    }
  }
}

function bytesOf({ update, from, to }: Piece): Uint8Array {
  return update.subarray(from, to);
}

/** The struct alone, as Yjs reads it. */
function decoded(piece: Piece): Struct {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, piece.client, piece.clock]) encoding.writeVarUint(encoder, number);
  encoding.writeUint8Array(encoder, bytesOf(piece));
  encoding.writeVarUint(encoder, 0);
  const [struct] = Y.decodeUpdate(encoding.toUint8Array(encoder)).structs;
  if (struct === undefined) throw new Error('a struct that was read cannot be read again');
  return struct;
}

/** The struct up to `end`; what is before the piece's start is left out when it is written. */
function shortened(piece: Piece): Struct {
  const struct = decoded(piece);
  const length = piece.end - piece.clock;
  if (length === struct.length) return struct;
  if (!(struct instanceof Y.Item)) return new Y.GC(struct.id, length);
  const content = struct.content.copy();
  content.splice(length);
  const { origin, rightOrigin, parent, parentSub } = struct;
  return new Y.Item(struct.id, null, origin, null, rightOrigin, parent, parentSub, content);
}

function writePiece(encoder: Y.UpdateEncoderV1, piece: Piece): void {
  if (piece.isWhole) encoding.writeUint8Array(encoder.restEncoder, bytesOf(piece));
  else shortened(piece).write(encoder, piece.start - piece.clock);
}

function structsIn(pieces: readonly Piece[]): number {
  let structs = 0;
  let clock = pieces[0]?.start ?? 0;
  for (const piece of pieces) {
    structs += piece.start > clock ? piece.structs + 1 : piece.structs;
    clock = piece.end;
  }
  return structs;
}

/** One client's section, as Yjs writes it: gaps between its structs are skips. */
function* writingSection(encoder: Y.UpdateEncoderV1, client: number, pieces: readonly Piece[]): Work<void> {
  let clock = pieces[0]?.start ?? 0;
  encoding.writeVarUint(encoder.restEncoder, structsIn(pieces));
  encoder.writeClient(client);
  encoding.writeVarUint(encoder.restEncoder, clock);
  for (const [index, piece] of pieces.entries()) {
    if (index % STEPS_BETWEEN_PAUSES === 0) yield;
    if (piece.start > clock) new Y.Skip(Y.createID(client, clock), piece.start - clock).write(encoder, 0);
    writePiece(encoder, piece);
    clock = piece.end;
  }
}

/** An update (format v1) of each client's pieces, in order and apart, and of deletions. Every encoder writes larger clients first. */
export function* encodingPieces(
  sections: ReadonlyMap<number, readonly Piece[]>,
  deletions: readonly ClockRange[],
): Work<Uint8Array> {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, sections.size);
  const clients = [...sections.keys()].sort((one, other) => other - one);
  for (const client of clients) yield* writingSection(encoder, client, sections.get(client) ?? []);
  writeRanges(encoder.restEncoder, deletions);
  return encoder.toUint8Array();
}
