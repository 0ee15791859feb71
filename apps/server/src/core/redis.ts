import type * as RedisLibrary from 'redis';
import { log } from './log.ts';

/** Milliseconds. */
const patience = { connect: 2_000, longestRetry: 1_000 };

let library: typeof RedisLibrary | undefined;

/** Loads what connects to Redis, some 20 MB that a single server does without; before the first `connectRedis`. */
export async function openRedis(): Promise<void> {
  library = await import('redis');
}

/** A connection to Redis or Valkey. */
export type Redis = ReturnType<typeof connectRedis>;

interface RedisOptions {
  queues?: boolean;
  silence?: number;
}

/**
 * Connects, and goes on trying for ever: nothing that must last lives in Redis, so no start and no request waits for it.
 * While it is away commands fail at once, or wait when `queues`. A connection on which nothing moves for `silence`
 * milliseconds counts as lost. `purpose` says in the log what suffers.
 */
export function connectRedis(url: string, purpose: string, { queues = false, silence }: RedisOptions = {}) {
  if (!library) throw new Error('openRedis() must have ended before Redis is used.');
  const client = library.createClient({
    url,
    // The reply types of version 3 of the protocol are not those that socket.io's adapter reads.
    RESP: 2,
    disableOfflineQueue: !queues,
    socket: {
      connectTimeout: patience.connect,
      ...(silence && { socketTimeout: silence }),
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, patience.longestRetry),
    },
  });
  let isAway = false;
  client.on('error', (error: Error) => {
    if (!isAway) log.warn({ purpose, error: error.message }, 'Redis cannot be reached; trying again');
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) log.info({ purpose }, 'Redis can be reached again');
    isAway = false;
  });
  client.connect().catch((error: unknown) => log.warn({ purpose, error }, 'Redis was given up'));
  return client;
}

/** Ends the connection, whether it ever came about or not. */
export async function closeRedis(client: Redis): Promise<void> {
  if (client.isReady) await client.close();
  else client.destroy();
}
