/** What is kept of a document in memory, and the bytes that it was read from. */
interface Kept<Value> {
  value: Value;
  bytes: number;
}

/**
 * Documents that were worked on lately, so that the next piece of work reads only what is new. Bounded by the bytes
 * they were read from (a Y.Doc takes about eight times as much); what was not used for the longest time goes first.
 */
export class RecentDocuments<Value> {
  readonly #kept = new Map<string, Kept<Value> & { at: number }>();
  readonly #capacity: number;
  #bytes = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Looks at a document and leaves it where it is. */
  peek(documentId: string): Value | undefined {
    return this.#kept.get(documentId)?.value;
  }

  /** Takes a document out: work that fails half-way must not leave it here. */
  take(documentId: string): Kept<Value> | undefined {
    const found = this.#kept.get(documentId);
    if (!found) return undefined;
    const { value, bytes } = found;
    this.#kept.delete(documentId);
    this.#bytes -= bytes;
    return { value, bytes };
  }

  keep(documentId: string, value: Value, bytes: number): void {
    this.take(documentId);
    this.#kept.set(documentId, { value, bytes, at: performance.now() });
    this.#bytes += bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#capacity || this.#kept.size === 1) return;
      this.take(oldest);
    }
  }

  /** Lets go of what was kept longer than `milliseconds` ago. */
  dropUnused(milliseconds: number): void {
    for (const [documentId, { at }] of this.#kept) {
      if (performance.now() - at < milliseconds) return;
      this.take(documentId);
    }
  }
}
