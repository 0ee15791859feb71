import type * as Y from 'yjs';
import type { ChangedPart, DocumentKind } from '../registry.ts';

/** A document held in memory as of one sequence number, noting which parts each update touches. */
export class Replica {
  readonly doc: Y.Doc;
  sequence: number;
  #touched: (part: ChangedPart) => void = () => undefined;

  constructor(doc: Y.Doc, sequence: number, kind: DocumentKind) {
    this.doc = doc;
    this.sequence = sequence;
    kind.observe(doc, (part) => this.#touched(part));
  }

  /** Runs `edit` and calls `touched` with every part that it touches. */
  watch(touched: (part: ChangedPart) => void, edit: () => void): void {
    this.#touched = touched;
    edit();
    this.#touched = () => undefined;
  }
}

/** Documents that projection looked at lately, so that the next pass reads the new updates only. */
export class ReplicaCache {
  readonly #replicas = new Map<string, Replica>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The document as of exactly this sequence number, if it is held. It is taken out: a pass that fails must not leave it. */
  take(documentId: string, sequence: number): Replica | undefined {
    const replica = this.#replicas.get(documentId);
    this.#replicas.delete(documentId);
    return replica?.sequence === sequence ? replica : undefined;
  }

  keep(documentId: string, replica: Replica): void {
    this.#replicas.set(documentId, replica);
    if (this.#replicas.size <= this.#capacity) return;
    const [oldest] = this.#replicas.keys();
    if (oldest !== undefined) this.#replicas.delete(oldest);
  }
}
