import { NOWHERE } from './Place.ts';
import { Placement } from './Placement.ts';
import type { StructHead } from './StructHead.ts';
import type { StructPlaces } from './StructPlaces.ts';
import { UpdateScan, type UpdateVisitor } from './scan-update.ts';
import { repeating, type Work } from './work.ts';

class StoredStructs implements UpdateVisitor {
  readonly #placement: Placement;

  constructor(placement: Placement) {
    this.#placement = placement;
  }

  struct(head: StructHead): void {
    this.#placement.take(head);
  }

  deletion(): void {
    // Where something lies is the same before and after it was deleted.
  }
}

/** Notes where the structs of a stored update lie. For what builds on something that is not there that is nowhere. */
export function* placingStored(update: Uint8Array, places: StructPlaces): Work<void> {
  const placement = new Placement(update, places);
  const isPauseDue = () => placement.isPauseDue();
  const scan = new UpdateScan(update, new StoredStructs(placement));
  yield* repeating(() => scan.step(), isPauseDue);
  yield* repeating(() => placement.step(), isPauseDue);
  placement.adopt();
  for (const { client, start, end } of placement.unplaced()) places.set(client, start, end, NOWHERE.at(0));
}
