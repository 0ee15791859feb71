import type { Access, SyncUser } from './access.ts';
import type { Cluster } from './Cluster.ts';
import type { CommitQueue } from './CommitQueue.ts';
import type { DocumentLog } from './document-log.ts';
import type { LogFollower } from './LogFollower.ts';
import type { SyncLimits } from './limits.ts';
import type { SyncObserver } from './observer.ts';
import type { StoragePressure } from './StoragePressure.ts';
import type { SyncLogger } from './sync-server.ts';

/** What the parts of one sync server have in common. */
export interface SyncServices {
  readonly log: DocumentLog;
  readonly limits: SyncLimits;
  /** This life of the server, in which alone a client may go on from the number that it was told. */
  readonly epoch: string;
  readonly logger: SyncLogger | undefined;
  readonly queue: CommitQueue;
  readonly pressure: StoragePressure;
  readonly follower: LogFollower;
  /** This node among others; null when it is the only one. */
  readonly cluster: Cluster | null;
  readonly observer: SyncObserver | undefined;
  readonly counters: { deliveries: number; refusals: number; offenders: number };
}

/** Who is behind a connection and what they may do; a recheck changes it. */
export interface Participant {
  user: SyncUser;
  sessionId: string;
  access: Access;
  /** Whether the client understands our messages from 100 on. */
  readonly extended: boolean;
}
