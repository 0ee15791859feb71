import { NOWHERE } from './Place.ts';
import { Placement } from './Placement.ts';
import type { StructHead } from './StructHead.ts';
import type { StructPlaces } from './StructPlaces.ts';
import { UpdateScan, type UpdateVisitor } from './scan-update.ts';

/** Notes step by step where the structs of a stored update lie. For what builds on something that is not there that is nowhere. */
export class StoredPlacement implements UpdateVisitor {
  readonly #places: StructPlaces;
  readonly #placement: Placement;
  readonly #scan: UpdateScan;
  #isScanned = false;

  constructor(update: Uint8Array, places: StructPlaces) {
    this.#places = places;
    this.#placement = new Placement(update, places);
    this.#scan = new UpdateScan(update, this);
  }

  /** Answers whether there is more to do. */
  step(): boolean {
    if (!this.#isScanned) this.#isScanned = !this.#scan.step();
    else if (!this.#placement.step()) {
      this.#giveUp();
      return false;
    }
    return true;
  }

  struct(head: StructHead): void {
    this.#placement.take(head);
  }

  deletion(): void {
    // Where something lies is the same before and after it was deleted.
  }

  #giveUp(): void {
    for (const { client, start, end } of this.#placement.unplaced())
      this.#places.set(client, start, end, NOWHERE.at(0));
  }
}
