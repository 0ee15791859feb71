import { Siblings } from './Siblings.ts';

/**
 * Where a struct lies: in a list (an array, a text, the children of an XML element), each list being one object; under some
 * key; or in something that is gone, or that nobody knows.
 */
export interface Place {
  readonly kind: 'list' | 'entry' | 'nowhere';
  /** Types around it. */
  readonly depth: number;
  /** What is in the list. Null elsewhere: each key has values of its own. */
  readonly siblings: Siblings | null;
}

/** The place of what is in one list. */
export function listPlace(depth: number): Place {
  return { kind: 'list', depth, siblings: new Siblings() };
}

/**
 * Shared types may be nested so deeply. Every replica deletes, reads and writes them recursively: a few thousand overflow
 * its stack, and nobody could open the document any more. Quotations in quotations of a long correspondence stay far below.
 */
export const DEEPEST_TYPE = 200;

/** One place for each depth, made when it is needed: what lies there need not be told apart. */
class SharedPlaces {
  readonly #kind: Place['kind'];
  readonly #places: Place[] = [];

  constructor(kind: Place['kind']) {
    this.#kind = kind;
  }

  at(depth: number): Place {
    const known = this.#places[depth];
    if (known !== undefined) return known;
    const place = { kind: this.#kind, depth, siblings: null };
    // What was stored before there was a limit may be deeper; each of it is a place of its own.
    if (depth <= DEEPEST_TYPE) this.#places[depth] = place;
    return place;
  }
}

/** Under keys. */
export const ENTRIES = new SharedPlaces('entry');

/** In what is gone. */
export const NOWHERE = new SharedPlaces('nowhere');
