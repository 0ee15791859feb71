import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Coverage } from './Coverage.ts';
import { writeRanges } from './coverage-bytes.ts';
import type { ClockRange } from './RangeSet.ts';
import { scanUpdate, type UpdateVisitor } from './scan-update.ts';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type Known = Pick<Coverage, 'structs' | 'deletions'>;

/** The clocks of a struct that are to be written; the bytes are those of the whole struct. */
interface Piece extends ClockRange {
  readonly clock: number;
  readonly isWhole: boolean;
  readonly bytes: Uint8Array;
}

/** Gathers what is not known, each client's pieces together. */
class NewsVisitor implements UpdateVisitor {
  readonly sections = new Map<number, Piece[]>();
  readonly deletions: ClockRange[] = [];
  readonly #update: Uint8Array;
  readonly #known: Known;

  constructor(update: Uint8Array, known: Known) {
    this.#update = update;
    this.#known = known;
  }

  struct(client: number, clock: number, length: number, isGap: boolean, from: number, to: number): void {
    if (isGap) return;
    for (const { start, end } of this.#known.structs.missing({ client, start: clock, end: clock + length })) {
      const bytes = this.#update.subarray(from, to);
      this.#sectionOf(client).push({ client, clock, start, end, bytes, isWhole: end - start === length });
    }
  }

  deletion(client: number, clock: number, length: number): void {
    const range = { client, start: clock, end: clock + length };
    for (const news of this.#known.deletions.missing(range)) this.deletions.push(news);
  }

  #sectionOf(client: number): Piece[] {
    const open = this.sections.get(client);
    if (open !== undefined) return open;
    const section: Piece[] = [];
    this.sections.set(client, section);
    return section;
  }
}

/** The struct alone, as Yjs reads it. */
function decoded({ client, clock, bytes }: Piece): Struct {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
  encoding.writeUint8Array(encoder, bytes);
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
  if (piece.isWhole) encoding.writeUint8Array(encoder.restEncoder, piece.bytes);
  else shortened(piece).write(encoder, piece.start - piece.clock);
}

/** One client's section, as Yjs writes it: gaps between its structs are skips. */
function writeSection(encoder: Y.UpdateEncoderV1, client: number, pieces: readonly Piece[]): void {
  const [{ start: first } = { start: 0 }] = pieces;
  const gaps = pieces.filter(({ start }, index) => start > (pieces[index - 1]?.end ?? start)).length;
  encoding.writeVarUint(encoder.restEncoder, pieces.length + gaps);
  encoder.writeClient(client);
  encoding.writeVarUint(encoder.restEncoder, first);
  let clock = first;
  for (const piece of pieces) {
    const gap = piece.start - clock;
    if (gap > 0) new Y.Skip(Y.createID(client, clock), gap).write(encoder, 0);
    writePiece(encoder, piece);
    clock = piece.end;
  }
}

/**
 * The update without the structs and deletions that are known already, whatever it says of them. What remains carries
 * each struct's own clocks, so that the log never holds two structs under one id. Throws as `inspectUpdate`.
 */
export function trimUpdate(update: Uint8Array, known: Known): Uint8Array {
  const news = new NewsVisitor(update, known);
  scanUpdate(update, news);
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, news.sections.size);
  for (const [client, pieces] of news.sections) writeSection(encoder, client, pieces);
  writeRanges(encoder.restEncoder, news.deletions);
  return encoder.toUint8Array();
}
