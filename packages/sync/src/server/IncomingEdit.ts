import { type Edit, hasAny } from './edit.ts';
import { InvalidUpdateError, UpdateTooComplexError } from './invalid-update.ts';
import { type Circumstances, judging, type Verdict } from './judge-edit.ts';
import { inspecting } from './update-content.ts';
import type { Work } from './work.ts';

/** Up to so many bytes an edit is dealt with in one go: within a fraction of a millisecond for anything that people make. */
const SMALL_BYTES = 16 * 1024;

/** What is wrong with an edit's bytes. */
export type Failure = InvalidUpdateError | UpdateTooComplexError;

/** A SyncStep2 or an update on its way to the log; a large one is read and judged in stretches. */
export class IncomingEdit {
  readonly type = 'edit';
  readonly count: number;
  readonly repeats: boolean;
  /** Whether the document was read to find out what it brings, as far as that could be had. */
  isLookedUp = false;
  readonly #bytes: Uint8Array;
  #edit: Edit | null = null;
  #failure: Failure | null = null;
  #verdict: Verdict | null = null;
  /** What the verdict is about. */
  #judgedIn: Pick<Circumstances, 'places' | 'tellings'> | null = null;

  constructor(bytes: Uint8Array, count: number, repeats: boolean) {
    this.#bytes = bytes;
    this.count = count;
    this.repeats = repeats;
  }

  get isLarge(): boolean {
    return this.#bytes.length > SMALL_BYTES;
  }

  /** Null until it was inspected, and when that failed. */
  get edit(): Edit | null {
    return this.#edit;
  }

  /** Why it cannot be taken, if it was found out. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** What becomes of it; null when that must be found out, also because something it brings has come otherwise meanwhile. */
  verdictFor({ places, tellings }: Pick<Circumstances, 'places' | 'tellings'>): Verdict | null {
    if (this.#verdict === null || this.#judgedIn?.places !== places || this.#judgedIn.tellings !== tellings)
      return null;
    return hasAny(this.#verdict.edit.content, places.structs) ? null : this.#verdict;
  }

  *inspecting(mostParts: number): Work<void> {
    const { count, repeats } = this;
    const content = yield* this.#tried(inspecting(this.#bytes, mostParts));
    if (content !== null) this.#edit = { count, bytes: this.#bytes, content, repeats };
  }

  *judging(edit: Edit, circumstances: Circumstances): Work<void> {
    this.drop();
    this.#verdict = yield* this.#tried(judging(edit, circumstances));
    this.#judgedIn = circumstances;
  }

  /** Nothing of it is taken. */
  drop(): void {
    this.#verdict?.withdraw();
    this.#verdict = null;
  }

  *#tried<Result>(work: Work<Result>): Work<Result | null> {
    try {
      return yield* work;
    } catch (error) {
      const isOwn = error instanceof InvalidUpdateError || error instanceof UpdateTooComplexError;
      if (!isOwn) throw error;
      this.#failure = error;
      return null;
    }
  }
}
