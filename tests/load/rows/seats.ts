import type { Contender } from '../contenders/contender.ts';
import type { Seat } from '../generator/wire.ts';

/** One seat in each of `count` rooms, from the given one on. */
export function seatsOf(contender: Contender, firstRoom: number, count: number): readonly Seat[] {
  return Array.from({ length: count }, (_, index) => contender.seat(firstRoom + index));
}
