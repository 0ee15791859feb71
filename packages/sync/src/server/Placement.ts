import { entryHash } from './entry-hash.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import type { Obstacle } from './obstacles.ts';
import { DEEPEST_TYPE, ENTRIES, NOWHERE, type Place } from './Place.ts';
import type { ClockRange } from './RangeSet.ts';
import { SiblingDraft } from './SiblingDraft.ts';
import { NOBODY, STRUCT_KIND, type StructHead } from './StructHead.ts';
import type { StructPlaces } from './StructPlaces.ts';
import { type Need, rangesOf, WaitingSections } from './WaitingSections.ts';

/** Between two pauses so many structs may be gone through; takes some 0.1 ms. */
const EFFORT_BETWEEN_PAUSES = 2_000;

/** The place of what stands between two others; null when they do not go together. Under a key nothing has a right neighbour. */
function between(left: Place | null, right: Place | null): Place | null {
  if (right === null) return left;
  if (left?.kind === 'nowhere' || right.kind === 'nowhere') return left?.kind === 'nowhere' ? left : right;
  return right.kind === 'entry' || (left !== null && left !== right) ? null : right;
}

/** Finds out where the structs of an update lie, by what they refer to, before it is stored or afterwards. */
export class Placement {
  readonly #update: Uint8Array;
  readonly #known: StructPlaces;
  readonly #found: Pick<StructPlaces, 'at' | 'set'>;
  readonly #isStored: boolean;
  /** Null as long as every struct refers to what was there before. */
  #waiting: WaitingSections | null = null;
  /** Under a key: each of these has values that nobody ever sees, unless they are deleted. */
  readonly #longEntries: ClockRange[] = [];
  readonly #siblings: SiblingDraft;
  #obstacle: Obstacle | null = null;
  #pausedAt = 0;

  /** What is found is noted in `found`; when that is all that is known, the update is one that is stored: nothing is refused then. */
  constructor(update: Uint8Array, known: StructPlaces, found: Pick<StructPlaces, 'at' | 'set'> = known) {
    this.#update = update;
    this.#known = known;
    this.#found = found;
    this.#isStored = found === known;
    this.#siblings = new SiblingDraft(known.order, known, this.#isStored);
  }

  /** Why the first struct was not placed for which nothing is missing; it and all that builds on it has no place. */
  get obstacle(): Obstacle | null {
    return this.#obstacle;
  }

  get longEntries(): readonly ClockRange[] {
    return this.#longEntries;
  }

  /** Looks at the next struct of the update. Throws `InvalidUpdateError` when what it refers to does not go together. */
  take(head: StructHead): void {
    if (this.#waiting?.holds(head.client) !== true && this.#attempt(head) === null) return;
    this.#waiting ??= new WaitingSections((waiting) => this.#attempt(waiting));
    this.#waiting.add(head.copy());
  }

  /** After the last struct: looks again at one that had to wait for others; answers whether there are more. Throws as `take`. */
  step(): boolean {
    return this.#waiting?.step() ?? false;
  }

  /** Whether the last steps were long. */
  isPauseDue(): boolean {
    const { effort } = this.#siblings;
    const isDue = effort - this.#pausedAt > EFFORT_BETWEEN_PAUSES;
    if (isDue) this.#pausedAt = effort;
    return isDue;
  }

  /** Lets the structs that were placed stay among their siblings. */
  adopt(): void {
    this.#siblings.adopt();
  }

  /** Takes them away from there. */
  withdraw(): void {
    this.#siblings.withdraw();
  }

  /** After the last step: the structs for which something is missing. */
  unplaced(): readonly ClockRange[] {
    return this.#waiting === null ? [] : rangesOf(this.#waiting.left());
  }

  #attempt(head: StructHead): Need | null {
    const { client, clock, length } = head;
    const missing = this.#missing(head);
    if (missing !== null) return missing;
    const place = this.#placeOf(head);
    const obstacle = this.#obstacleTo(head, place);
    if (obstacle !== null) {
      this.#obstacle ??= obstacle;
      return { client, clock };
    }
    if (place.kind === 'entry' && length > 1 && head.kind !== STRUCT_KIND.deleted) {
      this.#longEntries.push({ client, start: clock, end: clock + length });
    }
    this.#found.set(client, clock, clock + length, place);
    return null;
  }

  #obstacleTo(head: StructHead, place: Place): Obstacle | null {
    if (!this.#isStored && place.depth >= DEEPEST_TYPE && head.kind === STRUCT_KIND.type) return 'depth';
    const news = this.#isStored ? this.#newsOf(head) : head;
    return news === null ? null : this.#insert(news, place);
  }

  /** What is stored twice stands where it stood first. */
  #newsOf(head: StructHead): StructHead | null {
    const { client, clock, length } = head;
    if (this.#known.at(client, clock) === null) return head;
    const [news] = this.#known.structs.missing({ client, start: clock, end: clock + length });
    return news === undefined ? null : head.from(news.start);
  }

  #insert(head: StructHead, { kind, siblings }: Place): Obstacle | null {
    if (siblings !== null) return this.#siblings.insertInto(siblings, head);
    if (kind === 'nowhere') return null;
    return this.#siblings.insertEntry(head, entryHash(head, this.#update));
  }

  #missing(head: StructHead): Need | null {
    const { client, clock } = head;
    if (clock > 0 && this.#at(client, clock - 1) === null) return { client, clock: clock - 1 };
    return (
      this.#unless(head.originClient, head.originClock) ??
      this.#unless(head.rightClient, head.rightClock) ??
      this.#unless(head.parentClient, head.parentClock)
    );
  }

  #unless(client: number, clock: number): Need | null {
    return client === NOBODY || this.#at(client, clock) !== null ? null : { client, clock };
  }

  #at(client: number, clock: number): Place | null {
    return this.#found.at(client, clock) ?? this.#known.at(client, clock);
  }

  #placeOf(head: StructHead): Place {
    const { client, clock, originClient, originClock, rightClient, rightClock } = head;
    if (head.kind === STRUCT_KIND.garbage) return NOWHERE.at(0);
    if (originClient === NOBODY && rightClient === NOBODY) return this.#inside(head);
    const place = between(this.#at(originClient, originClock), this.#at(rightClient, rightClock));
    if (place !== null) return place;
    if (this.#isStored) return NOWHERE.at(0);
    throw new InvalidUpdateError(`what ${client}:${clock} refers to does not go together`);
  }

  #inside({ parentClient, parentClock, isKeyed, rootFrom, rootTo }: StructHead): Place {
    const around = this.#at(parentClient, parentClock);
    if (around !== null) return this.#known.children(parentClient, parentClock, around, isKeyed);
    if (isKeyed) return ENTRIES.at(0);
    return this.#known.root(Buffer.from(this.#update.subarray(rootFrom, rootTo)).toString('latin1'));
  }
}
