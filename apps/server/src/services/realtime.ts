import type { Server as HttpServer } from 'node:http';
import type { RealtimeClientEvents, RealtimeServerEvents } from '@muster/contract/core/changes';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import type { SignedIn } from '../core/actor.ts';
import type { Environment } from '../core/environment.ts';
import { log } from '../core/log.ts';
import type { PublishedFeed, SequencedEvent } from '../core/published-feed.ts';
import { closeRedis, connectRedis, type Redis } from '../core/redis.ts';
import { authenticateToken, isOriginAllowed, notificationOf, tokenOf } from '../identity/index.ts';
import { concerns, missedChanges, toChange, toSequenceOnly } from './catch-up.ts';

type Realtime = Server<RealtimeClientEvents, RealtimeServerEvents, DefaultEventsMap, SignedIn>;
type LocalRealtime = Realtime['local'];
type RealtimeSocket = Socket<RealtimeClientEvents, RealtimeServerEvents, DefaultEventsMap, SignedIn>;

export interface RunningRealtime {
  /** Closes every connection; the screens come back to another server, or when this one is there again. */
  close(): Promise<void>;
}

/** The channel on which open screens hear what changed, and a person's notifications arrive. */
export async function createRealtime(
  httpServer: HttpServer,
  feed: PublishedFeed,
  { PUBLIC_URL: publicUrl, REDIS_URL: redisUrl }: Pick<Environment, 'PUBLIC_URL' | 'REDIS_URL'>,
): Promise<RunningRealtime> {
  // Its commands wait while Redis is away: the adapter asks again and again, and without a pause, when they fail at once.
  const redis = redisUrl
    ? connectRedis(redisUrl, 'messages between screens of different servers', { queues: true })
    : null;
  const realtime: Realtime = new Server(httpServer, {
    ...(redis && { adapter: await redisAdapter(redis) }),
    path: '/realtime',
    serveClient: false,
    destroyUpgrade: false,
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, answer) => {
      const allowed = isOriginAllowed(request.headers, publicUrl, request.headers.authorization !== undefined);
      answer(allowed ? null : 'This page belongs to another site.', allowed);
    },
  });
  realtime.use((socket, next) => void signInSocket(socket).then(() => next(), next));
  realtime.on('connection', joinRooms);
  feed.on((event) => tell(realtime, event));
  return { close: () => closeRealtime(realtime, redis) };
}

/** Loaded where there are several servers. */
async function redisAdapter(redis: Redis) {
  const { createAdapter } = await import('@socket.io/redis-streams-adapter');
  return createAdapter(redis);
}

async function closeRealtime(realtime: Realtime, redis: Redis | null): Promise<void> {
  await realtime.close();
  if (redis) await closeRedis(redis);
}

async function signInSocket(socket: RealtimeSocket): Promise<void> {
  const { authorization, cookie } = socket.handshake.headers;
  const token = tokenOf({ authorization, cookie });
  const signedIn = token ? await authenticateToken(token, null, false) : null;
  if (!signedIn) throw new Error('unauthenticated');
  Object.assign(socket.data, signedIn);
}

function joinRooms(socket: RealtimeSocket): void {
  const { actor } = socket.data;
  void socket.join([`tenant:${actor.tenantId}`, `user:${actor.userId}`, `session:${actor.sessionId}`]);
  socket.on('catch-up', (since, answer) => {
    if (typeof answer !== 'function') return;
    const known = Number.isSafeInteger(since) ? since : null;
    missedChanges(actor, known).then(answer, (error: unknown) => {
      // Unanswered, the client asks again when it reconnects.
      log.warn({ error }, 'a catch-up failed');
      socket.disconnect(true);
    });
  });
}

/** Every server hears every event from the database, so each tells its own screens only. */
function tell({ local: realtime }: Realtime, event: SequencedEvent): void {
  const recipient = concerns(event);
  const tenant = `tenant:${event.tenantId}`;
  const room = recipient ? `user:${recipient}` : tenant;
  realtime.to(room).emit('changed', toChange(event));
  // The others learn the number only, or they would take it for a change that they missed.
  if (recipient) realtime.to(tenant).except(room).emit('changed', toSequenceOnly(event));
  if (event.type === 'identity.notification.created') void sendNotification(realtime, room, event);
  if (event.type === 'identity.session.revoked') signOut(realtime, event.ids);
}

async function sendNotification(realtime: LocalRealtime, room: string, event: SequencedEvent): Promise<void> {
  for (const id of event.ids) {
    const notification = await notificationOf(event.tenantId, id).catch(() => null);
    if (notification) realtime.to(room).emit('notification', notification);
  }
}

function signOut(realtime: LocalRealtime, sessionIds: string[]): void {
  const rooms = sessionIds.map((id) => `session:${id}`);
  if (rooms.length === 0) return;
  realtime.in(rooms).emit('signed-out', 'This device was signed out.');
  realtime.in(rooms).disconnectSockets(true);
}
