import { successorHash } from './entry-hash.ts';
import type { StructId } from './FirstEntries.ts';
import type { Obstacle } from './obstacles.ts';
import { Run, type RunSequence } from './Run.ts';
import { RunIndex } from './RunIndex.ts';
import type { SiblingOrder } from './SiblingOrder.ts';
import { Siblings } from './Siblings.ts';
import { NOBODY, type StructHead } from './StructHead.ts';
import type { StructPlaces } from './StructPlaces.ts';
import { type Neighbours, type Spot, spotOf } from './sibling-spot.ts';

/** Between its neighbours a struct may find so many others: they are gone through in one go, which takes a millisecond or two. */
const MOST_BETWEEN = 100_000;
/** So few cost next to nothing: whatever others have done to the document, this is never too much. */
const ALWAYS_ALLOWED = 32;
/** From the newest value of a key back to the oldest so many are passed with the effort of going through one. */
const PASSED_AT_ONCE = 16;
/** Making room for one among so many of a client's structs costs as much as going through one. */
const MOVED_AT_ONCE = 128;

/** Whether a struct's neighbours stand as it says. What begins within its origin has taken part of that. */
function areInOrder(left: Run | null, right: Run | null, { originClock }: StructHead): boolean {
  return left === null || right === null || (left.end === originClock + 1 && left.isInFrontOf(right));
}

/**
 * The structs of one update in their places among their siblings, until it is taken or not. They stand among the others
 * already, but nothing but this draft finds them.
 */
export class SiblingDraft {
  readonly #order: SiblingOrder;
  readonly #places: Pick<StructPlaces, 'at'>;
  /** For what is stored already there is nothing to decide: it is put straight among the others. */
  readonly #isStored: boolean;
  readonly #runs: RunIndex;
  readonly #entries = new Map<number, StructId>();
  #effort = 0;
  #parts = 0;

  constructor(order: SiblingOrder, places: Pick<StructPlaces, 'at'>, isStored: boolean) {
    this.#order = order;
    this.#places = places;
    this.#isStored = isStored;
    this.#runs = isStored ? order.runs : new RunIndex();
  }

  /** How many structs were gone through. */
  get effort(): number {
    return this.#effort;
  }

  /** Puts a struct among the children of a list, unless something is in the way. */
  insertInto(siblings: RunSequence, head: StructHead): Obstacle | null {
    const left = this.#endingWith(head.originClient, head.originClock);
    const right = this.#beginningWith(head.rightClient, head.rightClock);
    if (!this.#isStored && !areInOrder(left, right, head)) return 'order';
    return this.#insert(Run.of(head, siblings), { left, right });
  }

  /** Puts a value under its key, at the spot with this hash, unless something is in the way. */
  insertEntry(head: StructHead, hash: number): Obstacle | null {
    const { client, clock, originClient, originClock } = head;
    const left = this.#endingWith(originClient, originClock);
    if (left !== null) return this.#insert(Run.of(head, left.siblings), { left, right: null });
    const first = this.#firstEntry(hash);
    if (first !== null) return this.#insertBeside(first, head);
    this.#parts += 1;
    if (this.#isStored) this.#order.entries.set(hash, client, clock);
    else this.#entries.set(hash, { client, clock });
    // Others may take the place of any of those that it is made of.
    if (head.length > 1) this.#add(Run.of(head, new Siblings()), null);
    return null;
  }

  /** They stay. */
  adopt(): void {
    const { runs, entries } = this.#order;
    this.#order.effort += this.#effort;
    this.#order.parts += this.#parts;
    this.#effort = 0;
    this.#parts = 0;
    if (this.#isStored) return;
    for (const run of this.#runs.all()) {
      const { previous } = run;
      if (previous?.continuesWith(run) !== true || !runs.has(previous)) runs.add(run);
      else {
        run.siblings.remove(run);
        previous.absorb(run);
      }
    }
    for (const [hash, { client, clock }] of this.#entries) {
      if (entries.get(hash) === null) entries.set(hash, client, clock);
    }
  }

  /** They are gone; what it took to put them there counts all the same. */
  withdraw(): void {
    this.#order.effort += this.#effort;
    for (const run of this.#runs.all()) run.siblings.remove(run);
  }

  #insert(run: Run, neighbours: Neighbours): Obstacle | null {
    this.#parts += 1;
    const { left, right } = neighbours;
    const isBetween = (left === null ? run.siblings.first : left.next) === right;
    const spot = isBetween ? { after: left, effort: 0 } : this.#search(run, neighbours);
    if (spot === null && !this.#isStored) return 'effort';
    this.#effort += spot?.effort ?? 0;
    this.#add(run, spot === null ? left : spot.after);
    return null;
  }

  #search(run: Run, neighbours: Neighbours): Spot | null {
    const left = this.#order.effortLeft(this.#parts) - this.#effort;
    const most = Math.max(ALWAYS_ALLOWED, Math.min(MOST_BETWEEN, left));
    const spot = spotOf(run, neighbours, (client, clock) => this.#find(client, clock), most);
    // Otherwise it could be tried again and again.
    if (spot === null) this.#order.effort += most;
    return spot;
  }

  #add(run: Run, after: Run | null): void {
    if (after?.continuesWith(run) === true && this.#runs.has(after)) after.absorb(run);
    else {
      run.siblings.insert(run, after);
      this.#runs.add(run);
    }
  }

  #find(client: number, clock: number): Run | null {
    if (client === NOBODY) return null;
    if (this.#isStored) return this.#runs.find(client, clock);
    return this.#runs.find(client, clock) ?? this.#order.runs.find(client, clock);
  }

  /** The run that ends with a clock. */
  #endingWith(client: number, clock: number): Run | null {
    const run = this.#find(client, clock);
    if (run !== null && clock + 1 < run.end) this.#cut(run, clock + 1);
    return run;
  }

  /** The run that begins with a clock. */
  #beginningWith(client: number, clock: number): Run | null {
    const run = this.#find(client, clock);
    return run === null || run.clock === clock ? run : this.#cut(run, clock);
  }

  #cut(run: Run, clock: number): Run {
    const tail = run.cut(clock);
    const moved = this.#runsWith(run).add(tail);
    this.#effort += Math.floor(moved / MOVED_AT_ONCE);
    return tail;
  }

  #runsWith(run: Run): RunIndex {
    return this.#runs.has(run) ? this.#runs : this.#order.runs;
  }

  #firstEntry(hash: number): StructId | null {
    return this.#entries.get(hash) ?? this.#order.entries.get(hash);
  }

  /** Another one has come to the same spot. */
  #insertBeside(first: StructId, head: StructHead): Obstacle | null {
    const { originClient, originClock } = head;
    const isOldest = originClient === NOBODY;
    const siblings = this.#inOrder(isOldest ? first : { client: originClient, clock: originClock });
    // To the beginning Yjs goes from the newest value back.
    if (isOldest) this.#effort += Math.floor(siblings.parts / PASSED_AT_ONCE);
    const left = this.#find(originClient, originClock);
    return this.#insert(Run.of(head, siblings), { left, right: null });
  }

  /** Puts a value in order with all that took its place one after the other. */
  #inOrder(oldest: StructId): RunSequence {
    const ids: StructId[] = [];
    let siblings: RunSequence | null = null;
    for (let id: StructId | null = oldest; id !== null && ids.length < MOST_BETWEEN; ) {
      siblings = this.#find(id.client, id.clock)?.siblings ?? null;
      if (siblings !== null) break;
      ids.push(id);
      id = this.#firstEntry(successorHash(id.client, id.clock));
    }
    siblings ??= new Siblings();
    for (const [index, id] of [...ids.entries()].reverse()) this.#alone(siblings, id, ids[index - 1]);
    return siblings;
  }

  /** A value of which nothing had to be known yet, and the one whose place it took. */
  #alone(siblings: RunSequence, { client, clock }: StructId, origin: StructId | undefined): void {
    const run = new Run(siblings, client, clock);
    run.originClient = origin?.client ?? NOBODY;
    run.originClock = origin?.clock ?? 0;
    siblings.insert(run, null);
    const isThere = this.#places.at(client, clock) !== null;
    (isThere ? this.#order.runs : this.#runs).add(run);
  }
}
