import { ByteReader } from './ByteReader.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import { PartBudget } from './PartBudget.ts';
import { skipContent } from './struct-content.ts';

/** Is told what an update carries, in its order. */
export interface UpdateVisitor {
  /** A struct of so many clocks, and where its bytes are. Gaps are not told of. */
  struct(client: number, clock: number, length: number, from: number, to: number): void;
  deletion(client: number, clock: number, length: number): void;
}

/** What the first byte of a struct says beside its kind. */
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_KEY = 0x20;
const KIND = 0x1f;
const GARBAGE = 0;
const GAP = 10;

class Scan {
  readonly #reader: ByteReader;
  readonly #budget: PartBudget;
  readonly #visitor: UpdateVisitor;

  constructor(update: Uint8Array, visitor: UpdateVisitor, mostParts: number) {
    this.#reader = new ByteReader(update);
    this.#budget = new PartBudget(mostParts);
    this.#visitor = visitor;
  }

  run(): void {
    this.#sections();
    this.#deletions();
    if (!this.#reader.isAtEnd) throw new InvalidUpdateError('update does not end where it should');
  }

  /** One section for each client; merging relies on the order in which every Yjs encoder writes them. */
  #sections(): void {
    let previous = Number.POSITIVE_INFINITY;
    for (let left = this.#reader.varUint(); left > 0; left--) {
      const structs = this.#reader.varUint();
      const client = this.#reader.varUint();
      if (client >= previous) throw new InvalidUpdateError(`client ${client} is out of order`);
      previous = client;
      this.#budget.takeCostly('client');
      this.#section(client, structs);
    }
  }

  #section(client: number, structs: number): void {
    let clock = this.#reader.varUint();
    for (let left = structs; left > 0; left--) {
      this.#budget.take();
      const from = this.#reader.position;
      const info = this.#reader.byte();
      const length = this.#struct(info, client, clock);
      assertRange(client, clock, length);
      if (info !== GAP) this.#visitor.struct(client, clock, length, from, this.#reader.position);
      clock += length;
    }
  }

  /** Answers with the struct's length in clocks. */
  #struct(info: number, client: number, clock: number): number {
    const kind = info & KIND;
    if (info === GAP) this.#budget.takeCostly('gap');
    if (info === GAP || kind === GARBAGE) return this.#reader.varUint();
    if (info & HAS_ORIGIN) this.#reference(client, clock);
    if (info & HAS_RIGHT_ORIGIN) this.#reference(client, clock);
    if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) this.#parent(info, client, clock);
    return skipContent(this.#reader, this.#budget, kind);
  }

  #parent(info: number, client: number, clock: number): void {
    const isRoot = this.#reader.varUint() === 1;
    if (isRoot) this.#reader.skipText();
    else this.#reference(client, clock);
    if (info & HAS_PARENT_KEY) this.#reader.skipText();
  }

  /** Yjs looks structs up without asking whether they exist yet, and throws in every replica. */
  #reference(client: number, clock: number): void {
    const referred = this.#reader.varUint();
    const at = this.#reader.varUint();
    if (referred !== client || at < clock) return;
    throw new InvalidUpdateError(`struct ${client}:${clock} refers to itself or a later one`);
  }

  #deletions(): void {
    for (let clients = this.#reader.varUint(); clients > 0; clients--) {
      const client = this.#reader.varUint();
      for (let left = this.#reader.varUint(); left > 0; left--) {
        this.#budget.takeCostly('deletion');
        const clock = this.#reader.varUint();
        const length = this.#reader.varUint();
        assertRange(client, clock, length);
        this.#visitor.deletion(client, clock, length);
      }
    }
  }
}

function assertRange(client: number, clock: number, length: number): void {
  if (length < 1) throw new InvalidUpdateError(`nothing at ${client}:${clock}`);
  if (!Number.isSafeInteger(clock + length)) throw new InvalidUpdateError(`clock of ${client} out of range`);
}

/**
 * Reads an update (format v1) without building what it describes, which Yjs cannot: a struct of two bytes costs it half a
 * microsecond and a kilobyte. Throws `InvalidUpdateError` for anything that not every replica could decode, merge and apply,
 * and `UpdateTooComplexError` for more than `mostParts` structs, deletions and plain values.
 */
export function scanUpdate(update: Uint8Array, visitor: UpdateVisitor, mostParts = Number.POSITIVE_INFINITY): void {
  try {
    new Scan(update, visitor, mostParts).run();
  } catch (error) {
    // Only JSON is read by others.
    if (error instanceof SyntaxError) throw new InvalidUpdateError('update holds broken JSON', { cause: error });
    throw error;
  }
}
