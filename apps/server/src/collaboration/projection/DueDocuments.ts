/** When a document is to be projected, and since when its rows are behind. */
interface Due {
  at: number;
  since: number;
}

/** Documents whose rows are behind, each with the moment of its next pass. All times in milliseconds. */
export class DueDocuments {
  readonly #due = new Map<string, Due>();

  get size(): number {
    return this.#due.size;
  }

  /** When the first of them is due. */
  get first(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const { at } of this.#due.values()) first = Math.min(first, at);
    return first;
  }

  /** Since when the one that waits longest is behind. */
  get behindSince(): number {
    let since = Number.POSITIVE_INFINITY;
    for (const due of this.#due.values()) since = Math.min(since, due.since);
    return since;
  }

  has(documentId: string): boolean {
    return this.#due.has(documentId);
  }

  add(documentId: string, due: Due): void {
    this.#due.set(documentId, due);
  }

  /** Takes out what is due until then; answers since when each is behind. */
  take(until: number): Map<string, number> {
    const taken = new Map<string, number>();
    for (const [documentId, { at, since }] of this.#due) {
      if (at > until) continue;
      this.#due.delete(documentId);
      taken.set(documentId, since);
    }
    return taken;
  }
}
