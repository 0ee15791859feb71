import type { IncomingMessage } from 'node:http';

/** What a connection may do with its document. */
export type Access = 'read' | 'write';

/** The person behind a connection, as every other participant sees them. */
export interface SyncUser {
  readonly id: string;
  readonly name: string;
  /** A CSS colour for cursors and avatars. */
  readonly color: string;
}

/** The answer to "may this request open this document?". */
export type Authorization =
  | {
      readonly ok: true;
      /** The key of the document in the log; two names with one id share a room. */
      readonly documentId: string;
      readonly access: Access;
      readonly sessionId: string;
      readonly user: SyncUser;
    }
  | {
      readonly ok: false;
      /** 4401 not signed in, 4403 no access, 4404 no such document. */
      readonly closeCode: number;
      /** Shown to the person; at most 123 bytes reach the client. */
      readonly reason: string;
    };

/**
 * Decides at connect, and again at every `recheck`, what a request may do. A thrown error counts as an outage: the
 * connection is closed with 1013 (try again later) at connect, and left as it is at a recheck that is then repeated.
 */
export type Authorize = (request: IncomingMessage, documentName: string) => Promise<Authorization>;
