/** Milliseconds after which nothing is waited for any more that somebody wrote before they left. */
const remembered = 60_000;

/**
 * Documents that the last one has left lately. What was written at last may be stored only afterwards: then it must be told
 * again that nobody has them open, lest they are kept in memory for people who have gone.
 */
export class LeftDocuments {
  readonly #since = new Map<string, number>();
  readonly #openDocuments: () => ReadonlyMap<string, unknown>;

  /** `openDocuments` answers with those that somebody has open, by their ids; asked only when it matters. */
  constructor(openDocuments: () => ReadonlyMap<string, unknown>) {
    this.#openDocuments = openDocuments;
  }

  add(documentId: string): void {
    this.#since.delete(documentId);
    this.#since.set(documentId, performance.now());
  }

  /** Those of them that were left and that nobody has opened since. */
  among(documentIds: Iterable<string>): readonly string[] {
    this.#forget();
    const left = [...documentIds].filter((id) => this.#since.has(id));
    if (left.length === 0) return left;
    const open = this.#openDocuments();
    for (const id of left) if (open.has(id)) this.#since.delete(id);
    return left.filter((id) => this.#since.has(id));
  }

  /** Those who left first come first. */
  #forget(): void {
    for (const [documentId, since] of this.#since) {
      if (performance.now() - since < remembered) return;
      this.#since.delete(documentId);
    }
  }
}
