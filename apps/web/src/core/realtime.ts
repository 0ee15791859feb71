import type { Change, RealtimeClientEvents, RealtimeServerEvents } from '@muster/contract/core/changes';
import type { Notification } from '@muster/contract/identity/notifications';
import { io, type Socket } from 'socket.io-client';
import { ChangeFeed } from './ChangeFeed.ts';

type RealtimeSocket = Socket<RealtimeServerEvents, RealtimeClientEvents>;

interface RealtimeOptions {
  onChanges: (changes: readonly Change[]) => void;
  onResync: () => void;
  onNotification: (notification: Notification) => void;
  onSignedOut: (reason: string) => void;
  onConnected: (connected: boolean) => void;
}

/** How long an answer to a catch-up may take, in milliseconds, before the connection counts as dead. */
const patience = 5_000;
/** A page hidden for less than this, in milliseconds, has not slept. */
const nap = 10_000;

function feedOf(socket: RealtimeSocket, options: RealtimeOptions): ChangeFeed {
  return new ChangeFeed({
    ask: (since) => socket.timeout(patience).emitWithAck('catch-up', since),
    onChanges: options.onChanges,
    onResync: options.onResync,
  });
}

/** Calls back when the page is seen again after a while, or the network is back. @returns what stops it. */
function onWake(wake: () => void): () => void {
  let hiddenAt = Number.POSITIVE_INFINITY;
  const onVisibility = () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > nap) wake();
  };
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', wake);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', wake);
  };
}

/** Opens the channel that says what changed and brings notifications. @returns what closes it. */
export function openRealtime(options: RealtimeOptions): () => void {
  const socket: RealtimeSocket = io({
    path: '/realtime',
    transports: ['websocket', 'polling'],
    reconnectionDelayMax: 5_000,
  });
  const feed = feedOf(socket, options);
  socket.on('connect', () => {
    options.onConnected(true);
    void feed.catchUp();
  });
  socket.on('disconnect', (reason) => {
    options.onConnected(false);
    // socket.io does not come back by itself when the server closed the connection.
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', () => options.onConnected(false));
  socket.on('changed', (change) => feed.receive(change));
  socket.on('notification', options.onNotification);
  socket.on('signed-out', (reason) => {
    socket.disconnect();
    options.onSignedOut(reason);
  });
  const stopWaking = onWake(() => (socket.connected ? void feed.catchUp() : socket.connect()));
  return () => {
    stopWaking();
    socket.disconnect();
  };
}
