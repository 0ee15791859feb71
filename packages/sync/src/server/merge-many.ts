import { type ClockRange, RangeSet } from './RangeSet.ts';
import type { StructHead } from './StructHead.ts';
import { scanUpdate, type UpdateVisitor } from './scan-update.ts';
import { encodingPieces, type Piece, PieceCollection, wholeStruct } from './update-pieces.ts';
import { finish } from './work.ts';

const EMPTY_UPDATE = Uint8Array.of(0, 0);

/** Gathers what updates say. */
class Gatherer implements UpdateVisitor {
  readonly pieces = new PieceCollection();
  readonly #deletions: ClockRange[] = [];
  readonly #joins: boolean;
  #update: Uint8Array = EMPTY_UPDATE;

  /** Unless structs are joined, each is a piece of its own, and can be cut. */
  constructor(updates: readonly Uint8Array[], joins: boolean) {
    this.#joins = joins;
    for (const update of updates) {
      this.#update = update;
      scanUpdate(update, this);
    }
    for (const section of this.pieces.sections.values()) section.sort((one, other) => one.start - other.start);
  }

  struct(head: StructHead, from: number, to: number): void {
    const whole = wholeStruct(this.#update, head, from, to);
    if (this.#joins) this.pieces.join(whole);
    else this.pieces.add(whole);
  }

  deletion(client: number, clock: number, length: number): void {
    this.#deletions.push({ client, start: clock, end: clock + length });
  }

  /** Sorted, and each once. */
  get deletions(): readonly ClockRange[] {
    return [...RangeSet.of(this.#deletions).ranges()];
  }
}

function isApart(section: readonly Piece[]): boolean {
  return section.every(({ start }, index) => start >= (section[index - 1]?.end ?? 0));
}

/** Of what is said twice the first is kept. */
function apart(section: readonly Piece[]): readonly Piece[] {
  const kept: Piece[] = [];
  let clock = 0;
  for (const piece of section) {
    if (piece.end <= clock) continue;
    kept.push(piece.start >= clock ? piece : { ...piece, start: clock, isWhole: false });
    clock = piece.end;
  }
  return kept;
}

/** Of joined pieces only where nothing is said twice, as in a log; else struct by struct. */
function sectionsOf(updates: readonly Uint8Array[], { pieces }: Gatherer): ReadonlyMap<number, readonly Piece[]> {
  if ([...pieces.sections.values()].every(isApart)) return pieces.sections;
  const { sections } = new Gatherer(updates, false).pieces;
  return new Map([...sections].map(([client, section]) => [client, apart(section)]));
}

/**
 * One update that says what these say, whatever their order; of none an empty one. `Y.mergeUpdates` builds each struct, and
 * sorts all updates anew for each: it takes fifty microseconds for an update where copying its bytes takes one. Throws
 * `InvalidUpdateError` when one of several is no update.
 */
export function mergeMany(updates: readonly Uint8Array[]): Uint8Array {
  const [only = EMPTY_UPDATE] = updates;
  if (updates.length <= 1) return only;
  const gathered = new Gatherer(updates, true);
  return finish(encodingPieces(sectionsOf(updates, gathered), gathered.deletions));
}
