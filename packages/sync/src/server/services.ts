import type { Access, SyncUser } from './access.ts';
import type { CommitQueue } from './CommitQueue.ts';
import type { DocumentLog, LogPosition } from './document-log.ts';
import type { SyncLimits } from './limits.ts';
import type { PresenceLine } from './node-messages.ts';
import type { Offenders } from './Offenders.ts';
import type { SyncObserver } from './observer.ts';
import type { ReadingPace } from './ReadingPace.ts';
import type { SilentSockets } from './SilentSockets.ts';
import type { StoragePressure } from './StoragePressure.ts';
import type { Stretches } from './Stretches.ts';
import type { SyncLogger } from './sync-server.ts';

/** What a room says to the other nodes that have its document open. */
export interface Neighbours {
  /** Call when somebody opens a document that nobody had open here. */
  opened(documentId: string): void;
  /** Call when the last one leaves. */
  closed(documentId: string): void;
  /** Passes on what changed about the people who are connected here. */
  present(position: LogPosition, people: readonly PresenceLine[]): void;
}

/** Where a room gets what it lacks. */
export interface Follower {
  /** Reads what the document's room lacks, unless it arrives before. */
  notice(documentId: string): void;
}

/** What the parts of one sync server have in common. */
export interface SyncServices {
  readonly log: DocumentLog;
  readonly limits: SyncLimits;
  /** This life of the server, in which alone a client may go on from the number that it was told. */
  readonly epoch: string;
  readonly logger: SyncLogger | undefined;
  readonly queue: CommitQueue;
  readonly pressure: StoragePressure;
  readonly stretches: Stretches;
  readonly follower: Follower;
  readonly offenders: Offenders;
  readonly silent: SilentSockets;
  readonly readings: ReadingPace;
  /** As in `SyncServerOptions`; without it the document is read here. */
  readonly readDeletions: ((documentId: string) => Promise<Uint8Array>) | undefined;
  /** Null when this node is the only one. */
  readonly cluster: Neighbours | null;
  readonly observer: SyncObserver | undefined;
  /** Called when the last one has left a document here. */
  readonly onClosed: ((documentId: string) => void) | undefined;
  readonly counters: { deliveries: number; refusals: number; offenders: number; turnedAway: number };
}

/** Who is behind a connection and what they may do; a recheck changes it. */
export interface Participant {
  user: SyncUser;
  sessionId: string;
  access: Access;
  /** Whether the client understands our messages from 100 on. */
  readonly extended: boolean;
}
