/** One Yjs update on its way to the log. */
export interface LogEntry {
  readonly documentId: string;
  /** A validated Yjs update (format v1), stored as it is. */
  readonly bytes: Uint8Array;
  /** The user whose edit this is; null when nobody's (system edits). */
  readonly actorId: string | null;
}

/** One stored update with its place in the document's log. */
export interface StoredUpdate {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** A document's stored state up to a number, in one update. */
export interface StoredSnapshot extends StoredUpdate {
  /** What `coverageOf` said of the bytes when they were written; without it they are decoded to find out. */
  readonly coverage?: Uint8Array;
}

/** All that is stored of a document: everything up to `snapshot.seq` in one update, and each update after it in order. */
export interface StoredDocument {
  readonly snapshot: StoredSnapshot | null;
  readonly updates: readonly StoredUpdate[];
}

/** How far somebody has followed a document. */
export interface LogPosition {
  readonly documentId: string;
  readonly seq: number;
}

/** What a document has beyond a position. */
export interface LogNews {
  readonly documentId: string;
  /** Every update after the position, in order; null when part of them is in a snapshot by now. */
  readonly updates: readonly StoredUpdate[] | null;
}

/** Where live documents are kept. The sync server knows no other storage than this port. */
export interface DocumentLog {
  /**
   * Stores all entries or none; durable when the promise resolves. Answers with each entry's sequence number in the
   * order given; numbers start at 1 and are gap-free per document.
   *
   * Throws `DocumentRejectedError` when a document can never be stored (deleted, say): that document's updates are
   * refused and the rest is appended again; `DocumentFullError` where some of its updates may fit. Any other error counts as an outage: the batch is retried with backoff.
   */
  append(entries: readonly LogEntry[]): Promise<readonly number[]>;
  /** Reads a document; one that was never written has neither snapshot nor updates. Errors are retried with backoff. */
  load(documentId: string): Promise<StoredDocument>;
  /**
   * Reads what several documents have beyond what is known of them, at once; answers with those that have something.
   * It is asked every second for all open documents, so it should cost little where there is nothing new.
   */
  loadAfter(positions: readonly LogPosition[]): Promise<readonly LogNews[]>;
}

/** Thrown by `DocumentLog.append` when one document of the batch can never be stored, however often it is tried. */
export class DocumentRejectedError extends Error {
  override readonly name: string = 'DocumentRejectedError';
  readonly documentId: string;

  /** `message` is shown to the people who have the document open. */
  constructor(documentId: string, message: string) {
    super(message);
    this.documentId = documentId;
  }
}

/**
 * Thrown by `DocumentLog.append` when a document of the batch has no room for all of its updates, though perhaps for some: as
 * many of them as fit, in order, are appended again.
 */
export class DocumentFullError extends DocumentRejectedError {
  override readonly name = 'DocumentFullError';
  /** Bytes that the document still has room for. */
  readonly room: number;

  constructor(documentId: string, message: string, room: number) {
    super(documentId, message);
    this.room = room;
  }
}
