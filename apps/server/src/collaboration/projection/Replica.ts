import type * as Y from 'yjs';
import type { ChangedPart, DocumentKind } from '../registry.ts';

/** A document held in memory as of one sequence number, noting which parts each update touches. */
export class Replica {
  readonly doc: Y.Doc;
  sequence: number;
  /** False once a pass has looked at everything and could read it all. */
  mayHaveProblems = true;
  #touched: (part: ChangedPart) => void = () => undefined;

  constructor(doc: Y.Doc, sequence: number, kind: DocumentKind) {
    this.doc = doc;
    this.sequence = sequence;
    kind.observe(doc, (part) => this.#touched(part));
  }

  /**
   * Whether updates build on others that are not there. A client that comes back after an outage may send its newest
   * edit a moment before those that were lost on the way.
   */
  get isIncomplete(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null;
  }

  /** Runs `edit` and calls `touched` with every part that it touches. */
  watch(touched: (part: ChangedPart) => void, edit: () => void): void {
    this.#touched = touched;
    edit();
    this.#touched = () => undefined;
  }
}
