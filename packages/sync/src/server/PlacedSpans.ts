import type { Place } from './Place.ts';

/** Where the clocks of one client lie: two numbers for each stretch of them that lies in one place. */
export class PlacedSpans {
  readonly #starts: number[] = [];
  /** Where what begins at the start of the same index lies, up to the next start; null where nothing is known. */
  readonly #places: (Place | null)[] = [];
  #end = 0;

  at(clock: number): Place | null {
    return clock < this.#end ? (this.#places[this.#indexOf(clock)] ?? null) : null;
  }

  /** Notes where clocks lie of which nothing is known. */
  set(start: number, end: number, place: Place): void {
    if (start < this.#end) this.#fill(start, end, place);
    else {
      if (start > this.#end) this.#push(this.#end, null);
      this.#push(start, place);
      this.#end = end;
    }
  }

  /** Every stretch of which something is known, in order. */
  each(visit: (start: number, end: number, place: Place) => void): void {
    for (const [index, place] of this.#places.entries()) {
      if (place !== null) visit(this.#starts[index] ?? 0, this.#starts[index + 1] ?? this.#end, place);
    }
  }

  #push(start: number, place: Place | null): void {
    if (this.#places.length > 0 && this.#places.at(-1) === place) return;
    this.#starts.push(start);
    this.#places.push(place);
  }

  /** Index of the last start that is not behind the clock. */
  #indexOf(clock: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= clock) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Within a stretch of which nothing was known; what remains of it stays so. */
  #fill(start: number, end: number, place: Place): void {
    const index = this.#indexOf(start);
    const before = this.#starts[index] ?? 0;
    const after = this.#starts[index + 1] ?? this.#end;
    const parts: [number, Place | null][] = [[start, place]];
    if (before < start) parts.unshift([before, null]);
    if (end < after) parts.push([end, null]);
    this.#starts.splice(index, 1, ...parts.map(([from]) => from));
    this.#places.splice(index, 1, ...parts.map(([, where]) => where));
  }
}
