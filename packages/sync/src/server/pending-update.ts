import type { DocumentRejectedError } from './document-log.ts';
import type { UpdateContent } from './update-content.ts';

/** Who is told what became of an update. */
export interface UpdateOrigin {
  stored(update: PendingUpdate, seq: number): void;
  rejected(update: PendingUpdate, error: DocumentRejectedError): void;
}

/** A connection that has a document open. */
export interface RoomMember extends UpdateOrigin {
  /** What it had to send again because something was missing may be complete by now. */
  askAgain(): void;
}

/** An update that is checked and not stored yet. */
export interface PendingUpdate {
  readonly documentId: string;
  readonly bytes: Uint8Array;
  readonly content: UpdateContent;
  readonly actorId: string | null;
  readonly origin: UpdateOrigin;
  /** The origin's own number for the update. */
  readonly count: number;
  /**
   * Whether structs were left out of it because they waited to be stored themselves: what its sender holds is then only stored
   * if they are.
   */
  readonly leansOnWaiting: boolean;
  /** By `performance.now()`. */
  readonly receivedAt: number;
}
