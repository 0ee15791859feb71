/** Milliseconds. */
const minute = 60_000;
const hour = 60 * minute;

interface Refused {
  readonly documentId: string;
  readonly code: string;
  count: number;
  /** Of the last one. */
  at: number;
}

/** Changes within the current minute and the one before. */
class ChangeCounts {
  #current = new Map<string, number>();
  #before = new Map<string, number>();
  #since = 0;

  add(documentId: string, now: number): void {
    this.#turn(now);
    this.#current.set(documentId, (this.#current.get(documentId) ?? 0) + 1);
  }

  /** Within the last minute, taking the changes of the minute before as evenly spread. */
  of(documentId: string, now: number): number {
    this.#turn(now);
    const share = 1 - (now - this.#since) / minute;
    return Math.round((this.#current.get(documentId) ?? 0) + share * (this.#before.get(documentId) ?? 0));
  }

  documentIds(now: number): readonly string[] {
    this.#turn(now);
    return [...this.#current.keys(), ...this.#before.keys()];
  }

  #turn(now: number): void {
    if (now - this.#since < minute) return;
    this.#before = now - this.#since < 2 * minute ? this.#current : new Map();
    this.#current = new Map();
    this.#since = now;
  }
}

/** What went on lately in the documents that this process serves: changes of a minute, refusals of an hour. */
export class DocumentActivity {
  readonly #changes = new ChangeCounts();
  readonly #refusals = new Map<string, Refused>();
  readonly #clock: () => number;

  /** The clock gives milliseconds. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  changed(documentId: string): void {
    this.#changes.add(documentId, this.#clock());
  }

  /** Of one document and reason an hour begins anew with each refusal. */
  refused(documentId: string, code: string): void {
    const now = this.#clock();
    const key = `${documentId} ${code}`;
    const known = this.#refusals.get(key);
    this.#refusals.delete(key);
    this.#refusals.set(key, { documentId, code, count: (known?.count ?? 0) + 1, at: now });
    this.#forget(now);
  }

  /** Documents in which something went on. */
  documentIds(): readonly string[] {
    const now = this.#clock();
    this.#forget(now);
    const refused = Array.from(this.#refusals.values(), ({ documentId }) => documentId);
    return [...new Set([...this.#changes.documentIds(now), ...refused])];
  }

  /** Of these documents. */
  changesPerMinute(documentIds: readonly string[]): number {
    const now = this.#clock();
    return documentIds.reduce((sum, documentId) => sum + this.#changes.of(documentId, now), 0);
  }

  /** Of these documents, by reason; the most frequent first. */
  refusals(documentIds: ReadonlySet<string>): readonly { code: string; count: number }[] {
    this.#forget(this.#clock());
    const counts = new Map<string, number>();
    for (const { documentId, code, count } of this.#refusals.values()) {
      if (documentIds.has(documentId)) counts.set(code, (counts.get(code) ?? 0) + count);
    }
    return Array.from(counts, ([code, count]) => ({ code, count })).sort((one, other) => other.count - one.count);
  }

  /** The oldest come first. */
  #forget(now: number): void {
    for (const [key, { at }] of this.#refusals) {
      if (now - at < hour) return;
      this.#refusals.delete(key);
    }
  }
}
