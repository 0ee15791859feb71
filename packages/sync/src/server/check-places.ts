import { InvalidUpdateError } from './invalid-update.ts';
import { NewPlaces } from './NewPlaces.ts';
import type { Obstacle } from './obstacles.ts';
import { Placement } from './Placement.ts';
import { type ClockRange, RangeSet } from './RangeSet.ts';
import type { StructHead } from './StructHead.ts';
import type { StructPlaces } from './StructPlaces.ts';
import { scanning, type UpdateVisitor } from './scan-update.ts';
import type { Known } from './trim-update.ts';
import { finish, repeating, type Work } from './work.ts';

/** An update that was held against what its document contains. */
export interface CheckedUpdate {
  /** The structs and deletions that build on something that is not there; null when there are none. */
  readonly incomplete: Known | null;
  /** Why some of it is incomplete though nothing is missing; null when it is not, or something is missing only. */
  readonly obstacle: Obstacle | null;
  /** Takes note of all that is complete. */
  readonly adopt: () => void;
  /** Must be called when it is not taken: its structs stand among their siblings until then. */
  readonly withdraw: () => void;
}

class PlacesCheck implements UpdateVisitor {
  readonly #update: Uint8Array;
  readonly #known: StructPlaces;
  readonly #found = new NewPlaces();
  readonly #deletions: ClockRange[] = [];
  readonly #placement: Placement;

  constructor(update: Uint8Array, known: StructPlaces) {
    this.#update = update;
    this.#known = known;
    this.#placement = new Placement(update, known, this.#found);
  }

  struct(head: StructHead): void {
    this.#placement.take(head);
  }

  deletion(client: number, clock: number, length: number): void {
    this.#deletions.push({ client, start: clock, end: clock + length });
  }

  isPauseDue(): boolean {
    return this.#placement.isPauseDue();
  }

  *work(): Work<CheckedUpdate> {
    try {
      return yield* this.#checking();
    } catch (error) {
      this.#placement.withdraw();
      throw error;
    }
  }

  *#checking(): Work<CheckedUpdate> {
    yield* scanning(this.#update, this);
    yield* repeating(
      () => this.#placement.step(),
      () => this.#placement.isPauseDue(),
    );
    this.#assertDeleted(this.#placement.longEntries);
    const structs = this.#placement.unplaced();
    const deletions = this.#deletions.flatMap((range) => this.#unknown(range));
    const isComplete = structs.length === 0 && deletions.length === 0;
    return {
      incomplete: isComplete ? null : { structs: RangeSet.of(structs), deletions: RangeSet.of(deletions) },
      obstacle: this.#placement.obstacle,
      adopt: () => {
        this.#found.moveTo(this.#known);
        this.#placement.adopt();
      },
      withdraw: () => this.#placement.withdraw(),
    };
  }

  #unknown(range: ClockRange): readonly ClockRange[] {
    if (this.#known.structs.covers(range)) return [];
    return this.#known.structs.missing(range).flatMap((unknown) => this.#found.missing(unknown));
  }

  /** A client that keeps them for undo sends former values of a key together. As long as they live, replicas fail at removing them. */
  #assertDeleted(ranges: readonly ClockRange[]): void {
    if (ranges.length === 0) return;
    const deleted = RangeSet.of(this.#deletions);
    const living = ranges.find((range) => !deleted.covers(range));
    if (living !== undefined)
      throw new InvalidUpdateError(`several values at once under a key at ${living.client}:${living.start}`);
  }
}

/**
 * Checks whether replicas that have what is known can take an update in, which must bring nothing that is known. Throws
 * `InvalidUpdateError` when what its structs refer to does not go together: replicas that read it in another order would differ.
 */
export function checkingPlaces(update: Uint8Array, known: StructPlaces): Work<CheckedUpdate> {
  return new PlacesCheck(update, known).work();
}

/** As `checkingPlaces`, in one go. */
export function checkPlaces(update: Uint8Array, known: StructPlaces): CheckedUpdate {
  return finish(checkingPlaces(update, known));
}
