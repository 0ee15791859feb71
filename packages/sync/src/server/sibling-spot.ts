import type { Run } from './Run.ts';
import { NOBODY } from './StructHead.ts';

/** Where a run belongs. */
export interface Spot {
  /** Behind this one; null is the beginning. */
  readonly after: Run | null;
  /** How many structs were gone through to find out. */
  readonly effort: number;
}

/** What a run is inserted between; null is the beginning, or the end. */
export interface Neighbours {
  readonly left: Run | null;
  readonly right: Run | null;
}

type Find = (client: number, clock: number) => Run | null;

/** Numbers searches, and within them what may still be in conflict: to mark runs takes a tenth of what sets of them would. */
let lastMark = 0;

/** Goes through what others have put between the same neighbours: as Yjs does it (`Item.integrate` in its Item.js), after YATA. */
class Search {
  readonly #run: Run;
  readonly #find: Find;
  readonly #first: number;
  #conflict: number;

  constructor(run: Run, find: Find) {
    lastMark += 1;
    this.#run = run;
    this.#find = find;
    this.#first = lastMark;
    this.#conflict = lastMark;
  }

  /** Whether the run belongs in front of the other, behind it, or that depends on those that follow. */
  meet(other: Run): 'front' | 'behind' | 'open' {
    other.mark = this.#conflict;
    const where = this.#run.hasOriginOf(other) ? this.#besideEqual(other) : this.#besideInner(other);
    if (where !== 'behind') return where;
    lastMark += 1;
    this.#conflict = lastMark;
    return where;
  }

  #besideEqual(other: Run): 'front' | 'behind' | 'open' {
    if (other.client < this.#run.client) return 'behind';
    return this.#run.hasRightOf(other) ? 'front' : 'open';
  }

  #besideInner({ originClient, originClock }: Run): 'front' | 'behind' | 'open' {
    const origin = originClient === NOBODY ? null : this.#find(originClient, originClock);
    if (origin === null || origin.mark < this.#first) return 'front';
    return origin.mark === this.#conflict ? 'open' : 'behind';
  }
}

/**
 * The place of a run among those that others have put between the same neighbours, as every replica finds it (YATA, Nicolaescu
 * et al., 2016): one by one. Null when they are more than `most`.
 */
export function spotOf(run: Run, { left, right }: Neighbours, find: Find, most: number): Spot | null {
  const search = new Search(run, find);
  let after = left;
  let effort = 0;
  for (
    let other = left === null ? run.siblings.first : left.next;
    other !== null && other !== right;
    other = other.next
  ) {
    const where = search.meet(other);
    // Who belongs in front of a run has seen no more than its first struct.
    effort += where === 'front' ? 1 : other.parts;
    if (effort > most) return null;
    if (where === 'front') break;
    if (where === 'behind') after = other;
  }
  return { after, effort };
}
