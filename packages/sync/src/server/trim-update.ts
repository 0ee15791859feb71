import type { Coverage } from './Coverage.ts';
import { type ClockRange, RangeSet } from './RangeSet.ts';
import type { StructHead } from './StructHead.ts';
import { scanning, type UpdateVisitor } from './scan-update.ts';
import { encodingPieces, type Piece, PieceCollection, wholeStruct } from './update-pieces.ts';
import { finish, type Work } from './work.ts';

/** What need not be said again. */
export type Known = Pick<Coverage, 'structs' | 'deletions'>;

/** Gathers what is not known. */
class NewsVisitor implements UpdateVisitor {
  readonly pieces = new PieceCollection();
  readonly deletions: ClockRange[] = [];
  readonly #update: Uint8Array;
  readonly #known: Known;

  constructor(update: Uint8Array, known: Known) {
    this.#update = update;
    this.#known = known;
  }

  struct(head: StructHead, from: number, to: number): void {
    const whole = wholeStruct(this.#update, head, from, to);
    if (this.#known.structs.overlaps(whole)) this.#cut(whole);
    else this.pieces.join(whole);
  }

  deletion(client: number, clock: number, length: number): void {
    const range = { client, start: clock, end: clock + length };
    for (const news of this.#known.deletions.missing(range)) this.deletions.push(news);
  }

  #cut(whole: Piece): void {
    for (const { start, end } of this.#known.structs.missing(whole)) {
      this.pieces.add({ ...whole, start, end, isWhole: false });
    }
  }
}

/**
 * The update without the structs and deletions that are known already, whatever it says of them. What remains carries
 * each struct's own clocks, so that the log never holds two structs under one id. Throws as `inspectUpdate`.
 */
export function* trimming(update: Uint8Array, known: Known): Work<Uint8Array> {
  const news = new NewsVisitor(update, known);
  yield* scanning(update, news);
  return yield* encodingPieces(news.pieces.sections, news.deletions);
}

/** As `trimming`, in one go. */
export function trimUpdate(update: Uint8Array, known: Known): Uint8Array {
  return finish(trimming(update, known));
}

const NONE = new RangeSet();

/** The structs of an update that somebody with this state vector lacks, and all of its deletions: what `Y.diffUpdate` answers. */
export function diffUpdate(update: Uint8Array, vector: ReadonlyMap<number, number>): Uint8Array {
  const structs = new RangeSet();
  for (const [client, end] of vector) if (end > 0) structs.add({ client, start: 0, end });
  return trimUpdate(update, { structs, deletions: NONE });
}
