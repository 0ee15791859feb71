import { FirstEntries } from './FirstEntries.ts';
import { RunIndex } from './RunIndex.ts';

/**
 * How many structs every replica may have to go through to put those of a document in their places: a base, and some for each
 * struct. Two people who, offline, each put 3,000 things in front of the same one come within the base; it takes some 4 s.
 */
const BASE = 10_000_000;
const FOR_EACH = 20;

/** In what order the structs of a document stand: those in lists, and values of keys that took the place of others. */
export class SiblingOrder {
  readonly runs = new RunIndex();
  /** Most values have no other beside them: of those it is enough to know which came first. */
  readonly entries = new FirstEntries();
  /** How many structs replicas go through to put these in their places. */
  effort = 0;
  /** How many structs there are. */
  parts = 0;

  /** What is left of the effort that the document may take, if there are so many structs more; negative when it takes too much. */
  effortLeft(more: number): number {
    return BASE + FOR_EACH * (this.parts + more) - this.effort;
  }
}
