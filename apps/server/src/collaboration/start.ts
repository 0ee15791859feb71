import { createSyncServer, type SyncServer } from '@muster/sync/server';
import { connectionOptions } from '../core/database/index.ts';
import { log } from '../core/log.ts';
import type { PublishedFeed } from '../core/published-feed.ts';
import { connectionsAffectedBy } from './access-changes.ts';
import { createAuthorize } from './authorize.ts';
import { projectThrough } from './documents.ts';
import { appendThrough } from './edits.ts';
import { RedisMessageBus } from './fan-out/RedisMessageBus.ts';
import { maxDocumentBytes, PostgresDocumentLog } from './postgres-document-log.ts';
import type { ProjectionGauges } from './projection/Projector.ts';
import { UpkeepThread } from './upkeep/UpkeepThread.ts';

/** Milliseconds between checks of all connections: sessions expire without any event. */
const recheckInterval = 30_000;

/** What live documents need from the process that serves them. */
export interface CollaborationOptions {
  feed: PublishedFeed;
  /** Address under which people open Muster; pages from other addresses may not connect. */
  publicUrl: string | undefined;
  /** Carries messages between the servers, if there are several. */
  redisUrl: string | undefined;
}

/** Live documents at work in this process. */
export interface RunningCollaboration {
  /** Takes the socket upgrades of `/sync/…`. */
  sync: SyncServer;
  /** How far the rows are behind the documents. */
  projection(): Promise<ProjectionGauges>;
  /** Stores what was received, lets the rows follow, then closes every connection. */
  stop(): Promise<void>;
}

/** Bundled beside the server (scripts/build/server.ts). */
const upkeepFile = new URL('./upkeep-main.js', import.meta.url);

/** Starts serving live documents, with their upkeep beside them. Kinds must have been registered before. */
export function startCollaboration({ feed, publicUrl, redisUrl }: CollaborationOptions): RunningCollaboration {
  const { connectionString: databaseUrl = '' } = connectionOptions('muster_sync');
  const upkeep = new UpkeepThread(upkeepFile, { databaseUrl });
  const sync = createSyncServer({
    log: new PostgresDocumentLog(),
    ...(redisUrl && { bus: new RedisMessageBus(redisUrl) }),
    authorize: createAuthorize(publicUrl),
    limits: { maxDocumentBytes },
    onCommitted: (documentId) => upkeep.committed(documentId),
    logger: log,
  });
  const recheckTimer = watchAccess(sync, feed);
  appendThrough(sync);
  projectThrough(upkeep);
  upkeep.start();
  return {
    sync,
    projection: () => upkeep.gauges(),
    stop: async () => {
      clearInterval(recheckTimer);
      await sync.close();
      appendThrough(undefined);
      projectThrough(undefined);
      await upkeep.stop();
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
