import type * as Y from 'yjs';
import { memoryOf } from './yjs-bytes.ts';

/** What is kept of a document in memory, and the bytes that it was read from. */
interface Kept<Value> {
  value: Value;
  bytes: number;
}

interface Place<Value> extends Kept<Value> {
  memory: number;
  at: number;
}

/** What a collection may keep. */
interface Bounds {
  /** Bytes of memory, as estimated, that all documents take together; one by itself may take more. */
  memory: number;
  /** Milliseconds after which a document goes that nobody used meanwhile. */
  keptFor: number;
}

/**
 * Documents that were worked on lately, so that the next piece of work reads only what is new. Bounded in memory and in
 * time; what was not used for the longest time goes first.
 */
export class RecentDocuments<Value extends { readonly doc: Y.Doc }> {
  /** The least recently used come first. */
  readonly #kept = new Map<string, Place<Value>>();
  readonly #bounds: Bounds;
  #memory = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** Looks at a document and leaves it where it is. */
  peek(documentId: string): Readonly<Kept<Value>> | undefined {
    return this.#kept.get(documentId);
  }

  /** Takes a document out: work that fails half-way must not leave it here. */
  take(documentId: string): Kept<Value> | undefined {
    const found = this.#kept.get(documentId);
    if (!found) return undefined;
    const { value, bytes, memory } = found;
    this.#kept.delete(documentId);
    this.#memory -= memory;
    return { value, bytes };
  }

  keep(documentId: string, value: Value, bytes: number): void {
    this.take(documentId);
    const memory = memoryOf(value.doc, bytes);
    this.#kept.set(documentId, { value, bytes, memory, at: performance.now() });
    this.#memory += memory;
    for (const oldest of this.#kept.keys()) {
      if (this.#memory <= this.#bounds.memory || this.#kept.size === 1) break;
      this.take(oldest);
    }
    // Of more than one the oldest is waited for already.
    if (this.#kept.size === 1) this.#dropUnusedIn(this.#bounds.keptFor);
  }

  #dropUnusedIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#dropUnused(), milliseconds).unref();
  }

  #dropUnused(): void {
    for (const [documentId, { at }] of this.#kept) {
      const left = at + this.#bounds.keptFor - performance.now();
      if (left > 0) {
        this.#dropUnusedIn(left);
        return;
      }
      this.take(documentId);
    }
  }
}
