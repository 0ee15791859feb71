import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Authorize, SyncUser } from './access.ts';
import type { DocumentLog } from './document-log.ts';
import type { SyncLimits } from './limits.ts';
import type { MessageBus } from './message-bus.ts';
import type { SyncObserver } from './observer.ts';

/** Where the server reports what an operator should know; a pino logger fits. */
export interface SyncLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What `createSyncServer` is made of. */
export interface SyncServerOptions {
  readonly log: DocumentLog;
  readonly authorize: Authorize;
  /**
   * Names whom a request comes from, by what it holds alone: who was shown out too often under a name waits before they are
   * let in again. A credential is better than an address, which many honest people may share. Without it nobody waits.
   */
  readonly callerOf?: (request: IncomingMessage) => string;
  /**
   * Names the network address that a request comes from; where a proxy stands before the server, only that knows. Sockets that
   * say nothing are counted for each. By default the address of the socket.
   */
  readonly addressOf?: (request: IncomingMessage) => string;
  readonly limits?: Partial<SyncLimits>;
  /** The way to the other nodes that serve the same log; without it their edits are found in the log alone. */
  readonly bus?: MessageBus;
  /** Called once per document and commit, after its updates were stored and forwarded. */
  readonly onCommitted?: (documentId: string, lastSeq: number) => void;
  /** Called when the last one has left a document on this node. */
  readonly onClosed?: (documentId: string) => void;
  /**
   * Answers with an update that holds all that is deleted in a document, also what replicas derive by themselves: what
   * `Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))` says of a `Y.Doc` that has read it. That takes as long as people's contents
   * make it take, so it is best done elsewhere than on the event loop, where it is done without this.
   */
  readonly readDeletions?: (documentId: string) => Promise<Uint8Array>;
  readonly logger?: SyncLogger;
  /** Told what happens, for metrics. */
  readonly observer?: SyncObserver;
}

/** An open connection as `recheck`'s filter sees it. */
export interface ConnectionIdentity {
  readonly documentName: string;
  readonly documentId: string;
  readonly user: SyncUser;
  readonly sessionId: string;
}

/** Counters since start and gauges of now, for health checks and tests. */
export interface SyncStats {
  readonly connections: number;
  /** Those of them that have not asked for their document yet. */
  readonly silent: number;
  readonly rooms: number;
  /** Other nodes that are alive, as far as this one hears. */
  readonly otherNodes: number;
  /** Milliseconds that a message to all nodes last took; null before the first, and without other nodes to tell. */
  readonly busLag: number | null;
  /** Updates received and not yet stored. */
  readonly pendingUpdates: number;
  readonly pendingBytes: number;
  /** Milliseconds for which the oldest of them has waited. */
  readonly oldestWait: number;
  readonly commits: number;
  readonly committedUpdates: number;
  /** Failed attempts to store a batch. */
  readonly failedAppends: number;
  /** Document frames written to sockets. */
  readonly deliveries: number;
  readonly refusals: number;
  /** Connections closed for malformed, oversized or too many messages. */
  readonly offenders: number;
  /** Visitors sent away for another reason than what they sent; `SyncObserver.turnedAway` tells the reasons. */
  readonly turnedAway: number;
}

/** The live-document server: rooms, connections and the way of every edit into the log and out to the others. */
export interface SyncServer {
  /** Takes over an HTTP upgrade for `/sync/<document name>`; any other path is answered with 404. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * An edit made by the server: stored, then forwarded to everyone who has the document open. Resolves with the sequence
   * number. Throws `InvalidUpdateError` for bytes that are no Yjs update, `DocumentRejectedError` when the log refuses the document,
   * and an Error when the server closes before the update is stored.
   */
  append(documentId: string, update: Uint8Array, actorId: string | null): Promise<number>;
  /**
   * Asks `authorize` again for every connection that the filter picks, and downgrades, upgrades or closes it accordingly.
   * Resolves when all of them have been dealt with.
   */
  recheck(filter: (connection: ConnectionIdentity) => boolean): Promise<void>;
  /** Closes every connection to a document, on every node, with 1012: their clients come back at once. */
  closeDocument(documentId: string, reason: string): void;
  /** Who has which documents open on this node, by document id; each person once for a document. */
  people(): ReadonlyMap<string, readonly SyncUser[]>;
  /** How many connections each document has on this node, by document id; those that have none are not in it. */
  connectionCounts(): ReadonlyMap<string, number>;
  /** Whether somebody has the document open on another node, as far as this one hears. */
  isOpenElsewhere(documentId: string): boolean;
  stats(): SyncStats;
  /** Stops reading, waits for what was received to be stored, then closes every socket with 1012 (restarting). */
  close(): Promise<void>;
}
