import { ByteReader } from './ByteReader.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import { PartBudget } from './PartBudget.ts';
import { NOBODY, STRUCT_KIND, StructHead } from './StructHead.ts';
import { skipContent } from './struct-content.ts';
import { finish, repeating, type Work } from './work.ts';

/** Is told what an update carries, in its order. */
export interface UpdateVisitor {
  /** A struct, and where its bytes are. Gaps are not told of. What the head says holds until the next struct. */
  struct(head: StructHead, from: number, to: number): void;
  deletion(client: number, clock: number, length: number): void;
  /** Whether what it has done since it was asked last takes a pause. */
  isPauseDue?(): boolean;
}

/** What the first byte of a struct says beside its kind. */
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_KEY = 0x20;
const KIND = 0x1f;

/** Reads an update (format v1) step by step. */
export class UpdateScan {
  readonly #reader: ByteReader;
  readonly #budget: PartBudget;
  readonly #visitor: UpdateVisitor;
  readonly #head = new StructHead();
  #sections: number;
  #structs = 0;
  /** How many clients' deletions follow; null before the first. */
  #deleters: number | null = null;
  #deletions = 0;
  #client = Number.POSITIVE_INFINITY;
  #clock = 0;

  constructor(update: Uint8Array, visitor: UpdateVisitor, mostParts = Number.POSITIVE_INFINITY) {
    this.#reader = new ByteReader(update);
    this.#budget = new PartBudget(mostParts);
    this.#visitor = visitor;
    this.#sections = this.#reader.varUint();
  }

  /** Reads a struct, or what comes before it; answers whether more structs follow. */
  step(): boolean {
    if (this.#structs > 0) this.#nextStruct();
    else if (this.#sections > 0) this.#nextSection();
    return this.#structs > 0 || this.#sections > 0;
  }

  /** After the last struct: reads a deletion, or what comes before it; answers whether more follow. */
  stepDeletion(): boolean {
    if (this.#deleters === null) this.#deleters = this.#reader.varUint();
    else if (this.#deletions > 0) this.#nextDeletion();
    else if (this.#deleters > 0) {
      this.#deleters -= 1;
      this.#client = this.#reader.varUint();
      this.#deletions = this.#reader.varUint();
    }
    return this.#deletions > 0 || this.#deleters > 0;
  }

  assertEnd(): void {
    if (!this.#reader.isAtEnd) throw new InvalidUpdateError('update does not end where it should');
  }

  /** One section for each client; merging relies on the order in which every Yjs encoder writes them. */
  #nextSection(): void {
    this.#sections -= 1;
    this.#structs = this.#reader.varUint();
    const client = this.#reader.varUint();
    if (client >= this.#client) throw new InvalidUpdateError(`client ${client} is out of order`);
    this.#client = client;
    this.#budget.takeCostly('client');
    this.#clock = this.#reader.varUint();
  }

  #nextStruct(): void {
    const head = this.#head;
    this.#structs -= 1;
    this.#budget.take();
    const from = this.#reader.position;
    const info = this.#reader.byte();
    head.begin(this.#client, this.#clock, info === STRUCT_KIND.gap ? info : info & KIND);
    head.length = this.#struct(info);
    assertRange(this.#client, this.#clock, head.length);
    this.#clock += head.length;
    if (info !== STRUCT_KIND.gap) this.#visitor.struct(head, from, this.#reader.position);
  }

  /** Answers with the struct's length in clocks. */
  #struct(info: number): number {
    const kind = info & KIND;
    if (info === STRUCT_KIND.gap) this.#budget.takeCostly('gap');
    if (info === STRUCT_KIND.gap || kind === STRUCT_KIND.garbage) return this.#reader.varUint();
    const head = this.#head;
    if (info & HAS_ORIGIN) {
      head.originClient = this.#reader.varUint();
      head.originClock = this.#earlier(head.originClient);
    }
    if (info & HAS_RIGHT_ORIGIN) {
      head.rightClient = this.#reader.varUint();
      head.rightClock = this.#earlier(head.rightClient);
    }
    if (head.originClient === NOBODY && head.rightClient === NOBODY) this.#parent(info);
    return skipContent(this.#reader, this.#budget, kind);
  }

  #parent(info: number): void {
    const head = this.#head;
    if (this.#reader.varUint() === 1) {
      head.rootFrom = this.#reader.position;
      this.#reader.skipText();
      head.rootTo = this.#reader.position;
    } else {
      head.parentClient = this.#reader.varUint();
      head.parentClock = this.#earlier(head.parentClient);
    }
    head.isKeyed = (info & HAS_PARENT_KEY) !== 0;
    if (head.isKeyed) {
      head.keyFrom = this.#reader.position;
      this.#reader.skipText();
      head.keyTo = this.#reader.position;
    }
  }

  /** The clock referred to. Yjs looks structs up without asking whether they exist yet, and throws in every replica. */
  #earlier(client: number): number {
    const clock = this.#reader.varUint();
    if (client !== this.#client || clock < this.#clock) return clock;
    throw new InvalidUpdateError(`struct ${client}:${this.#clock} refers to itself or a later one`);
  }

  #nextDeletion(): void {
    this.#deletions -= 1;
    this.#budget.takeCostly('deletion');
    const clock = this.#reader.varUint();
    const length = this.#reader.varUint();
    assertRange(this.#client, clock, length);
    this.#visitor.deletion(this.#client, clock, length);
  }
}

function assertRange(client: number, clock: number, length: number): void {
  if (length < 1) throw new InvalidUpdateError(`nothing at ${client}:${clock}`);
  if (!Number.isSafeInteger(clock + length)) throw new InvalidUpdateError(`clock of ${client} out of range`);
}

function* scanned(scan: UpdateScan, visitor: UpdateVisitor): Work<void> {
  yield* repeating(
    () => scan.step(),
    () => visitor.isPauseDue?.() === true,
  );
  yield* repeating(() => scan.stepDeletion());
  scan.assertEnd();
}

/**
 * Reads an update (format v1) without building what it describes, which Yjs cannot: a struct of two bytes costs it half a
 * microsecond and a kilobyte. Throws `InvalidUpdateError` for anything that a replica could not decode or merge, and
 * `UpdateTooComplexError` for more than `mostParts` structs, deletions and plain values.
 */
export function* scanning(update: Uint8Array, visitor: UpdateVisitor, mostParts?: number): Work<void> {
  try {
    yield* scanned(new UpdateScan(update, visitor, mostParts), visitor);
  } catch (error) {
    // Only JSON is read by others.
    if (error instanceof SyntaxError) throw new InvalidUpdateError('update holds broken JSON', { cause: error });
    throw error;
  }
}

/** As `scanning`, in one go. */
export function scanUpdate(update: Uint8Array, visitor: UpdateVisitor): void {
  finish(scanning(update, visitor));
}
