import type { StoredDocument, StoredUpdate } from '@muster/sync/server';

/** What is in a document, as one update, and the number of the newest update in it. */
export interface DocumentState {
  readonly bytes: Uint8Array;
  readonly sequence: number;
}

/** What an edit came to. */
export interface Edited<Result> {
  readonly result: Result;
  /** Number of the update that the edit is; that of the document's newest one when nothing was changed. */
  readonly sequence: number;
}

/** What work on one document asks of the thread that has the database and the open connections. */
export interface Desk {
  /** Id of what is worked on: a document, or a version or file of one. Work on the same is done one after the other. */
  readonly subject: string;
  /** All that is stored of the document. */
  load(): Promise<StoredDocument>;
  /** The updates after `sequence`; null when part of them is in a snapshot by now, or the document is gone. */
  loadAfter(sequence: number): Promise<readonly StoredUpdate[] | null>;
  /**
   * Stores what an edit changed; answers with the update's number. From here on the edit comes to `result`, whatever
   * becomes of the thread that made it. Throws `too_large` or `not_found` when the document does not take it.
   */
  append(update: Uint8Array, result: unknown): Promise<number>;
  /** Keeps what was there before an edit, as a version. */
  keep(before: DocumentState): Promise<void>;
}

/** For whom work is done, and on what. */
export interface Task extends Desk {
  /** The company that it belongs to. */
  readonly tenantId: string;
  /** Id of a version or file that is read besides. */
  readonly source?: string;
}

/**
 * A piece of work on a document's contents, named so that another thread can do it: `Input` and `Output` are plain data. What
 * takes as long as the contents make it take is done within `atWork`.
 */
export interface DocumentOperation<Input, Output> {
  readonly name: string;
  run(desk: Desk, input: Input): Promise<Output>;
}
