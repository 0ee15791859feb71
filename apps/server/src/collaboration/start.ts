import { type ConnectionIdentity, createSyncServer, type SyncObserver, type SyncServer } from '@muster/sync/server';
import { connectionOptions } from '../core/database/index.ts';
import { notFound } from '../core/errors.ts';
import { log } from '../core/log.ts';
import type { PublishedFeed } from '../core/published-feed.ts';
import { connectionsAffectedBy } from './access-changes.ts';
import { appendThrough } from './append-edit.ts';
import { createAuthorize } from './authorize.ts';
import { createCallers } from './callers.ts';
import { maxDocumentBytes, maxMessageBytes } from './document-limits.ts';
import { referenceById } from './document-reference.ts';
import { DocumentThread } from './document-thread/DocumentThread.ts';
import { perform, performThrough } from './document-thread/perform.ts';
import { projectThrough } from './documents.ts';
import { RedisMessageBus } from './fan-out/RedisMessageBus.ts';
import { type DocumentSizes, documentSizes } from './live-documents/document-sizes.ts';
import { noteActivity, operateThrough } from './live-documents/serving.ts';
import { PostgresDocumentLog } from './postgres-document-log.ts';
import { HeapKeeper } from './upkeep/HeapKeeper.ts';
import type { UpkeepGauges } from './upkeep/Upkeep.ts';
import { UpkeepThreads } from './upkeep/UpkeepThreads.ts';
import { readDeletions } from './versions/version-operations.ts';

/**
 * Seconds in which each connection is checked once more, some of them every second. What ends access tells so by an
 * event and is heard at once; this finds what no event told of, without asking for everybody in the same moment.
 */
const recheckCycle = 300;

/** What live documents need from the process that serves them. */
export interface CollaborationOptions {
  feed: PublishedFeed;
  /** Address under which people open Muster; pages from other addresses may not connect. */
  publicUrl: string | undefined;
  /** Whether a proxy stands before the server, whose word on addresses counts. */
  trustProxy: boolean;
  /** Carries messages between the servers, if there are several. */
  redisUrl: string | undefined;
  /** Told what happens, for metrics. */
  observer: SyncObserver;
}

/** Live documents at work in this process. */
export interface RunningCollaboration {
  /** Takes the socket upgrades of `/sync/…`. */
  sync: SyncServer;
  /** How far the rows are behind the documents, and how compaction goes. */
  upkeep(): Promise<UpkeepGauges>;
  /** How much all documents take. */
  documentSizes(): Promise<DocumentSizes>;
  /** Stores what was received, lets the rows follow, then closes every connection. */
  stop(): Promise<void>;
}

/** Bundled beside the server (scripts/build/server.ts). */
const upkeepFile = new URL('./upkeep-main.js', import.meta.url);
const documentsFile = new URL('./documents-main.js', import.meta.url);

/** Starts serving live documents, with their upkeep and all other decoding of them beside this thread. Kinds must have been registered before. */
export function startCollaboration({
  feed,
  publicUrl,
  trustProxy,
  redisUrl,
  observer,
}: CollaborationOptions): RunningCollaboration {
  const { connectionString: databaseUrl = '' } = connectionOptions('muster_sync');
  const upkeep = new UpkeepThreads({ file: upkeepFile, databaseUrl, openDocuments: () => sync.people() });
  // While nobody is connected, nobody waits for the event loop either.
  const heap = new HeapKeeper(() => sync.stats().connections === 0);
  const sync = createSyncServer({
    log: new PostgresDocumentLog(),
    ...(redisUrl && { bus: new RedisMessageBus(redisUrl) }),
    authorize: createAuthorize(publicUrl),
    ...createCallers(trustProxy),
    limits: { maxDocumentBytes, maxMessageBytes },
    onCommitted: (documentId) => upkeep.committed(documentId),
    onClosed: (documentId) => {
      upkeep.closed(documentId);
      heap.worked();
    },
    readDeletions: deletionsOf,
    logger: log,
    observer: noteActivity(observer),
  });
  const thread = new DocumentThread(documentsFile);
  const recheckTimer = watchAccess(sync, feed);
  appendThrough(sync);
  performThrough(thread);
  projectThrough(upkeep);
  operateThrough({ sync, compact: (documentId) => upkeep.compact(documentId) });
  upkeep.start();
  return {
    sync,
    upkeep: () => upkeep.gauges(),
    documentSizes,
    stop: async () => {
      clearInterval(recheckTimer);
      await sync.close();
      appendThrough(undefined);
      await thread.stop();
      performThrough(undefined);
      projectThrough(undefined);
      operateThrough(undefined);
      await upkeep.stop();
    },
  };
}

async function deletionsOf(documentId: string): Promise<Uint8Array> {
  const document = await referenceById(documentId);
  if (!document) throw notFound('document');
  return perform(readDeletions, document, null);
}

function watchAccess(sync: SyncServer, feed: PublishedFeed): NodeJS.Timeout {
  const recheck = (affected: Parameters<SyncServer['recheck']>[0]) => {
    sync.recheck(affected).catch((error: unknown) => log.error({ error }, 'access to documents could not be checked'));
  };
  feed.on((event) => {
    const affected = connectionsAffectedBy(event);
    if (affected) recheck(affected);
  });
  let second = 0;
  return setInterval(() => {
    second = (second + 1) % recheckCycle;
    recheck((connection) => placeInCycle(connection) === second);
  }, 1_000);
}

/** Any function of what stays the same about a connection. */
function placeInCycle({ sessionId, documentId }: ConnectionIdentity): number {
  let sum = 0;
  for (const character of sessionId + documentId) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  return sum % recheckCycle;
}
