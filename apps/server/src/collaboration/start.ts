import { createSyncServer, type SyncServer } from '@muster/sync/server';
import { log } from '../core/log.ts';
import type { PublishedFeed } from '../core/published-feed.ts';
import { connectionsAffectedBy } from './access-changes.ts';
import { createAuthorize } from './authorize.ts';
import { Compactor } from './compaction/Compactor.ts';
import { appendThrough } from './edits.ts';
import { maxDocumentBytes, PostgresDocumentLog } from './postgres-document-log.ts';
import { Projector } from './projection/Projector.ts';

/** Milliseconds between checks of all connections: sessions expire without any event. */
const recheckInterval = 30_000;

/** What live documents need from the process that serves them. */
export interface CollaborationOptions {
  feed: PublishedFeed;
  /** Address under which people open Muster; pages from other addresses may not connect. */
  publicUrl: string | undefined;
}

/** Live documents at work in this process. */
export interface RunningCollaboration {
  /** Takes the socket upgrades of `/sync/…`. */
  sync: SyncServer;
  /** Stores what was received, lets the rows follow, then closes every connection. */
  stop(): Promise<void>;
}

/** Starts serving live documents: connections, projection and compaction. Kinds must have been registered before. */
export function startCollaboration({ feed, publicUrl }: CollaborationOptions): RunningCollaboration {
  const compactor = new Compactor();
  const projector = new Projector((documentId, pass) => compactor.consider(documentId, pass));
  const sync = createSyncServer({
    log: new PostgresDocumentLog(),
    authorize: createAuthorize(publicUrl),
    limits: { maxDocumentBytes },
    onCommitted: (documentId) => projector.schedule(documentId),
    logger: log,
  });
  const recheckTimer = watchAccess(sync, feed);
  appendThrough(sync);
  projector.start();
  compactor.start();
  return {
    sync,
    stop: async () => {
      clearInterval(recheckTimer);
      await sync.close();
      appendThrough(undefined);
      await projector.stop();
      await compactor.stop();
    },
  };
}

function watchAccess(sync: SyncServer, feed: PublishedFeed): NodeJS.Timeout {
  const recheck = (affected: Parameters<SyncServer['recheck']>[0]) => {
    sync.recheck(affected).catch((error: unknown) => log.error({ error }, 'access to documents could not be checked'));
  };
  feed.on((event) => {
    const affected = connectionsAffectedBy(event);
    if (affected) recheck(affected);
  });
  return setInterval(() => recheck(() => true), recheckInterval);
}
