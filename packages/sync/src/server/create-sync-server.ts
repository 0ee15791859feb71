import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE } from '../protocol/close-codes.ts';
import type { SyncUser } from './access.ts';
import { CallerSockets } from './CallerSockets.ts';
import { Cluster } from './Cluster.ts';
import { CommitQueue } from './CommitQueue.ts';
import type { Visitor } from './Connection.ts';
import { FairShare } from './FairShare.ts';
import { FrameSocket } from './FrameSocket.ts';
import { KeepAlive } from './KeepAlive.ts';
import { LogFollower } from './LogFollower.ts';
import { completeLimits } from './limits.ts';
import { networkOf } from './network-address.ts';
import { Offenders } from './Offenders.ts';
import type { TurnedAway } from './observer.ts';
import { ProtocolSocket } from './ProtocolSocket.ts';
import type { PendingUpdate } from './pending-update.ts';
import { ReadingPace } from './ReadingPace.ts';
import { Reception } from './Reception.ts';
import { Rooms } from './Rooms.ts';
import { ServerEdit } from './ServerEdit.ts';
import { SilentSockets } from './SilentSockets.ts';
import { StoragePace } from './StoragePace.ts';
import { StoragePressure } from './StoragePressure.ts';
import { Stretches } from './Stretches.ts';
import { sendAway } from './send-away.ts';
import type { SyncServices } from './services.ts';
import { settleAll } from './settle-all.ts';
import type { ConnectionIdentity, SyncServer, SyncServerOptions, SyncStats } from './sync-server.ts';
import { countTurnedAway } from './turned-away.ts';
import { inspectUpdate } from './update-content.ts';

const PATH = /^\/sync\/([^?]+)/;

function documentNameOf(request: IncomingMessage): string | null {
  const name = PATH.exec(request.url ?? '')?.[1];
  try {
    return name === undefined ? null : decodeURIComponent(name);
  } catch {
    return null;
  }
}

class Server implements SyncServer {
  readonly #options: SyncServerOptions;
  readonly #services: SyncServices;
  readonly #cluster: Cluster | null;
  readonly #follower: LogFollower;
  readonly #rooms = new Rooms();
  readonly #reception: Reception;
  readonly #webSockets: WebSocketServer;
  readonly #keepAlive: KeepAlive;
  readonly #sockets = new Set<FrameSocket>();
  readonly #callerSockets: CallerSockets;
  readonly #fairShare: FairShare;
  #closing: Promise<void> | undefined;

  constructor(options: SyncServerOptions) {
    const limits = completeLimits(options.limits);
    const { log, logger, observer, onClosed } = options;
    const pace = new StoragePace(limits.maxWaitingUpdates);
    const queue = new CommitQueue(log, (documentId, updates, seqs) => this.#committed(documentId, updates, seqs), {
      pace,
      logger,
      observer,
    });
    const counters = { deliveries: 0, refusals: 0, offenders: 0, turnedAway: 0 };
    this.#options = options;
    this.#callerSockets = new CallerSockets(limits.maxConnectionsPerCaller);
    const rooms = this.#rooms;
    const closeHere = (documentId: string, reason: string) => this.#reception.closeDocument(documentId, reason);
    const cluster = options.bus ? new Cluster({ bus: options.bus, rooms, limits, logger, closeHere }) : null;
    const isCutOff = () => cluster?.isCutOff ?? false;
    const follower = new LogFollower({ log, rooms, limits, logger, isCutOff });
    const pressure = new StoragePressure(limits, queue);
    const epoch = randomUUID();
    this.#cluster = cluster;
    this.#follower = follower;
    const offenders = new Offenders(limits);
    const silent = new SilentSockets(limits);
    const readings = new ReadingPace();
    const stretches = new Stretches();
    const parts = { queue, pressure, follower, cluster, offenders, silent, readings, stretches };
    const isStorageBehind = () => queue.waitingUpdates >= pace.allowed;
    this.#fairShare = new FairShare({ turnTime: limits.turnTime, isStorageBehind });
    const { readDeletions } = options;
    this.#services = { log, limits, epoch, logger, observer, onClosed, counters, readDeletions, ...parts };
    this.#reception = new Reception(options.authorize, this.#rooms, this.#services);
    this.#webSockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: limits.maxMessageBytes,
      autoPong: false,
      WebSocket: ProtocolSocket,
    });
    this.#keepAlive = new KeepAlive(limits.keepAliveInterval, () => this.#lookAround());
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const documentName = documentNameOf(request);
    if (documentName === null || this.#closing !== undefined) {
      sendAway(socket, documentName === null ? 'not_found' : 'restarting');
      return;
    }
    const caller = this.#options.callerOf?.(request) ?? null;
    const wait = caller === null ? 0 : this.#services.offenders.wait(caller);
    if (wait > 0) this.#turnAway(socket, wait);
    else {
      const address = networkOf(this.#options.addressOf?.(request) ?? request.socket.remoteAddress ?? '');
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
        this.#opened(webSocket, socket, { request, documentName, caller, address }),
      );
    }
  }

  async append(documentId: string, bytes: Uint8Array, actorId: string | null): Promise<number> {
    if (this.#closing !== undefined) throw new Error('the sync server is closing');
    const origin = new ServerEdit();
    const content = inspectUpdate(bytes);
    const receivedAt = performance.now();
    const own = { origin, count: 0, leansOnWaiting: false };
    this.#services.queue.add({ documentId, bytes, content, actorId, receivedAt, ...own });
    return origin.seq;
  }

  recheck(filter: (connection: ConnectionIdentity) => boolean): Promise<void> {
    return this.#reception.recheck(filter);
  }

  closeDocument(documentId: string, reason: string): void {
    this.#reception.closeDocument(documentId, reason);
    this.#cluster?.closeElsewhere(documentId, reason);
  }

  people(): ReadonlyMap<string, readonly SyncUser[]> {
    return this.#reception.people();
  }

  connectionCounts(): ReadonlyMap<string, number> {
    return this.#reception.connectionCounts();
  }

  isOpenElsewhere(documentId: string): boolean {
    return this.#cluster?.hasOpen(documentId) ?? false;
  }

  stats(): SyncStats {
    const { queue, counters } = this.#services;
    return {
      connections: this.#reception.connections.size,
      silent: this.#services.silent.size,
      rooms: this.#rooms.size,
      otherNodes: this.#cluster?.size ?? 0,
      busLag: this.#cluster?.busLag ?? null,
      pendingUpdates: queue.pendingUpdates,
      pendingBytes: queue.pendingBytes,
      oldestWait: queue.oldestWait,
      commits: queue.commits,
      committedUpdates: queue.committedUpdates,
      failedAppends: queue.failedAppends,
      ...counters,
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#drain();
    return this.#closing;
  }

  async #drain(): Promise<void> {
    this.#keepAlive.stop();
    for (const socket of this.#sockets) socket.hold('draining');
    await this.#services.queue.drain(this.#services.limits.drainTimeout);
    this.#services.queue.abandon('the server is restarting');
    this.#rooms.flush();
    // The acknowledgements of the last commit leave at the end of this turn.
    await new Promise(setImmediate);
    for (const socket of this.#sockets) socket.close(CLOSE.restarting, 'restarting');
    this.#webSockets.close();
    this.#follower.stop();
    await this.#cluster?.stop();
  }

  #turnAway(socket: Duplex, wait: number): void {
    countTurnedAway(this.#services, 'offences');
    sendAway(socket, 'too_many_offences', wait);
  }

  #opened(webSocket: WebSocket, tcp: Duplex, from: Omit<Visitor, 'socket'>): void {
    const { limits } = this.#services;
    const socket = new FrameSocket(webSocket, tcp, { ...limits, fairShare: this.#fairShare, caller: from.caller });
    this.#sockets.add(socket);
    const isWithinCap = this.#callerSockets.enter(from.caller);
    const leaveKeepAlive = this.#keepAlive.enter(socket);
    webSocket.on('close', () => {
      leaveKeepAlive();
      this.#sockets.delete(socket);
      this.#callerSockets.leave(from.caller);
    });
    if (!isWithinCap) this.#close(socket, 'too_many', 'you have too many connections open: close some of them');
    else if (this.#sockets.size <= limits.maxConnections || this.#services.silent.closeOldest()) {
      void this.#reception.receive({ socket, ...from });
    } else this.#close(socket, 'full', 'server is full');
  }

  #close(socket: FrameSocket, reason: TurnedAway, text: string): void {
    countTurnedAway(this.#services, reason);
    socket.close(CLOSE.tryAgainLater, text);
  }

  #committed(documentId: string, updates: readonly PendingUpdate[], seqs: readonly number[]): void {
    const { logger } = this.#services;
    try {
      const room = this.#rooms.get(documentId);
      if (room !== undefined) room.committed(updates, seqs);
      else
        settleAll(
          updates.map((update, index) => ({ update, seq: seqs[index] ?? 0 })),
          this.#services,
        );
      this.#fairShare.wake();
      this.#cluster?.committed(documentId, updates, seqs);
      this.#options.onCommitted?.(documentId, seqs.at(-1) ?? 0);
    } catch (error) {
      logger?.error({ err: error, documentId }, 'a commit could not be passed on');
    }
  }

  #lookAround(): void {
    this.#services.silent.trim();
    // What was refused makes room, too, but is not committed.
    this.#services.pressure.relieve();
    this.#fairShare.wake();
  }
}

/** Makes a live-document server on a log and an access check; it listens nowhere by itself. */
export function createSyncServer(options: SyncServerOptions): SyncServer {
  return new Server(options);
}
