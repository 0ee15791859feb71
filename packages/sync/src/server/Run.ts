import { NOBODY, type StructHead } from './StructHead.ts';

/** Runs in one order, as they know of it: see `Siblings`. */
export interface RunSequence {
  readonly first: Run | null;
  /** How many structs they are, as far as they were counted. */
  parts: number;
  /** Inserts a run behind another; null is the beginning. */
  insert(run: Run, after: Run | null): void;
  remove(run: Run): void;
}

/**
 * Structs of one client side by side in one order, each inserted to the right of the one before it and to the left of the same
 * one: nothing can come between them when others are put in their places, as Yjs has it.
 */
export class Run {
  readonly siblings: RunSequence;
  readonly client: number;
  readonly clock: number;
  /** In clocks. */
  length: number;
  /** How many structs a replica may have to go through. */
  parts: number;
  originClient: number;
  originClock: number;
  rightClient: number;
  rightClock: number;
  /** By which search it was found last. */
  mark = 0;
  /** Grows from one to the next; its siblings give it, and may change it. */
  label = 0;
  previous: Run | null = null;
  next: Run | null = null;

  constructor(siblings: RunSequence, client: number, clock: number, length = 1, parts = 1) {
    this.siblings = siblings;
    this.client = client;
    this.clock = clock;
    this.length = length;
    this.parts = parts;
    this.originClient = NOBODY;
    this.originClock = 0;
    this.rightClient = NOBODY;
    this.rightClock = 0;
  }

  static of(head: StructHead, siblings: RunSequence): Run {
    const run = new Run(siblings, head.client, head.clock, head.length);
    run.originClient = head.originClient;
    run.originClock = head.originClock;
    run.rightClient = head.rightClient;
    run.rightClock = head.rightClock;
    return run;
  }

  get end(): number {
    return this.clock + this.length;
  }

  hasOriginOf({ originClient, originClock }: Run): boolean {
    return originClient === this.originClient && (originClient === NOBODY || originClock === this.originClock);
  }

  hasRightOf({ rightClient, rightClock }: Run): boolean {
    return rightClient === this.rightClient && (rightClient === NOBODY || rightClock === this.rightClock);
  }

  isInFrontOf({ label }: Run): boolean {
    return this.label < label;
  }

  /** Whether the other, which stands behind this one, can be part of it. */
  continuesWith(other: Run): boolean {
    const { client, clock, originClient, originClock } = other;
    const follows = client === this.client && clock === this.end;
    return follows && originClient === client && originClock === clock - 1 && this.hasRightOf(other);
  }

  /** Makes another, which was not inserted yet, part of this one. */
  absorb({ length, parts }: Run): void {
    this.length += length;
    this.parts += parts;
    this.siblings.parts += parts;
  }

  /** Cuts off what begins with a clock within, and answers with it; it stands behind this one. */
  cut(clock: number): Run {
    const offset = clock - this.clock;
    const rest = this.length - offset;
    const tail = new Run(this.siblings, this.client, clock, rest, Math.min(this.parts, rest));
    tail.originClient = this.client;
    tail.originClock = clock - 1;
    tail.rightClient = this.rightClient;
    tail.rightClock = this.rightClock;
    const parts = Math.min(this.parts, offset);
    this.siblings.parts -= this.parts - parts;
    this.length = offset;
    this.parts = parts;
    this.siblings.insert(tail, this);
    return tail;
  }
}
