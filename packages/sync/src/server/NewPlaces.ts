import type { Place } from './Place.ts';
import type { ClockRange } from './RangeSet.ts';
import { StructPlaces } from './StructPlaces.ts';

/**
 * Where the structs of one update lie, until it is taken. Most updates are a keystroke or a value, in one place: for those nothing
 * is made but this.
 */
export class NewPlaces {
  #client = 0;
  #start = 0;
  #end = 0;
  #place: Place | null = null;
  #more: StructPlaces | null = null;

  at(client: number, clock: number): Place | null {
    if (client === this.#client && clock >= this.#start && clock < this.#end) return this.#place;
    return this.#more?.at(client, clock) ?? null;
  }

  set(client: number, start: number, end: number, place: Place): void {
    if (this.#place === null) this.#begin(client, start, end, place);
    else if (this.#more === null && client === this.#client && start === this.#end && place === this.#place)
      this.#end = end;
    else {
      this.#more ??= new StructPlaces();
      this.#more.set(client, start, end, place);
    }
  }

  /** The parts of a range that are not known here. */
  missing(range: ClockRange): readonly ClockRange[] {
    const parts = this.#more?.structs.missing(range) ?? [range];
    return parts.flatMap((part) => this.#without(part));
  }

  /** Notes all of it there. */
  moveTo(places: StructPlaces): void {
    if (this.#place !== null) places.set(this.#client, this.#start, this.#end, this.#place);
    if (this.#more !== null) places.adopt(this.#more);
  }

  #begin(client: number, start: number, end: number, place: Place): void {
    this.#client = client;
    this.#start = start;
    this.#end = end;
    this.#place = place;
  }

  #without(part: ClockRange): readonly ClockRange[] {
    const { client, start, end } = part;
    if (this.#place === null || client !== this.#client || start >= this.#end || end <= this.#start) return [part];
    const rest = [
      { client, start, end: this.#start },
      { client, start: this.#end, end },
    ];
    return rest.filter((range) => range.start < range.end);
  }
}
