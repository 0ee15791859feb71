import { randomUUID } from 'node:crypto';
import type { LogPosition } from './document-log.ts';
import type { SyncLimits } from './limits.ts';
import type { MessageBus } from './message-bus.ts';
import { decodeNodeMessage, encodeNodeMessage, type NodeMessage, type PresenceLine } from './node-messages.ts';
import { Outbox } from './Outbox.ts';
import { type Peer, Peers } from './Peers.ts';
import type { PendingUpdate } from './pending-update.ts';
import type { Rooms } from './Rooms.ts';
import type { Neighbours } from './services.ts';
import type { SyncLogger } from './sync-server.ts';

/** Heartbeats that may stay away before a node counts as dead, or, when they are own ones, the bus as cut. */
const BEATS_UNTIL_DEAD = 3;

/** What a node needs to speak with the others. */
export interface ClusterOptions {
  readonly bus: MessageBus;
  readonly rooms: Rooms;
  readonly limits: SyncLimits;
  readonly logger: SyncLogger | undefined;
  /** Closes this node's connections to a document. */
  readonly closeHere: (documentId: string, reason: string) => void;
}

/**
 * This node among the others. It tells them which documents it has open, hears the same of them, and passes on commits
 * and presence to those that have the document open, and to nobody else. All of it may be lost: `LogFollower` finds out.
 */
export class Cluster implements Neighbours {
  readonly nodeId = randomUUID();
  readonly #options: ClusterOptions;
  readonly #peers = new Peers();
  readonly #outbox: Outbox;
  readonly #opened = new Set<string>();
  readonly #closed = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #revision = 0;
  #announcing = false;
  #echoedAt = performance.now();
  #cutOff = false;
  #beatAt = 0;
  /** Milliseconds from this node's last heartbeat until it came back. */
  busLag: number | null = null;
  #stopped = false;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#outbox = new Outbox(options.bus, this.nodeId);
    options.bus.listen(this.nodeId, (bytes) => this.#receive(bytes));
    this.#broadcast({ type: 'rooms', revision: 0, documentIds: [] });
    this.#timer = setInterval(() => this.#beat(), options.limits.heartbeatInterval).unref();
  }

  /** Whether messages of others are known not to arrive: this node's own broadcasts do not come back. */
  get isCutOff(): boolean {
    return this.#cutOff;
  }

  /** The other nodes that are alive. */
  get size(): number {
    return this.#peers.all().length;
  }

  /** Whether another node has the document open. */
  hasOpen(documentId: string): boolean {
    return this.#peers.of(documentId) !== undefined;
  }

  opened(documentId: string): void {
    if (!this.#closed.delete(documentId)) this.#opened.add(documentId);
    this.#announce();
  }

  closed(documentId: string): void {
    if (!this.#opened.delete(documentId)) this.#closed.add(documentId);
    this.#announce();
  }

  /** Passes a commit on to those who have the document open. */
  committed(documentId: string, updates: readonly PendingUpdate[], seqs: readonly number[]): void {
    const peers = this.#peers.of(documentId);
    if (peers === undefined) return;
    const sent = updates.map(({ bytes }, index) => ({ seq: seqs[index] ?? 0, bytes }));
    this.#outbox.add(peers, { documentId, updates: sent });
  }

  present({ documentId, seq }: LogPosition, people: readonly PresenceLine[]): void {
    for (const { nodeId } of this.#peers.of(documentId) ?? []) {
      this.#send(nodeId, { type: 'presence', documentId, seq, people });
    }
  }

  /** Closes the connections that other nodes have to a document. */
  closeElsewhere(documentId: string, reason: string): void {
    this.#broadcast({ type: 'close', documentId, reason });
  }

  /** Says farewell: the people who were connected here leave at once. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#broadcast({ type: 'farewell' });
    this.#stopped = true;
    await this.#options.bus.close();
  }

  /** After the farewell nothing is sent, or the others would take this node for alive. */
  #broadcast(message: NodeMessage): void {
    if (this.#stopped) return;
    this.#options.bus.broadcast(encodeNodeMessage(this.nodeId, message));
  }

  #send(nodeId: string, message: NodeMessage): void {
    if (this.#stopped) return;
    this.#options.bus.send(nodeId, encodeNodeMessage(this.nodeId, message));
  }

  #wholeList(): NodeMessage {
    return { type: 'rooms', revision: this.#revision, documentIds: this.#options.rooms.ids() };
  }

  /** All rooms that were opened or closed in one turn leave in one message each. */
  #announce(): void {
    if (this.#announcing) return;
    this.#announcing = true;
    process.nextTick(() => {
      this.#announcing = false;
      for (const [type, changed] of [['opened', this.#opened] as const, ['closed', this.#closed] as const]) {
        if (changed.size === 0) continue;
        this.#revision += 1;
        this.#broadcast({ type, revision: this.#revision, documentIds: [...changed] });
        changed.clear();
      }
    });
  }

  #beat(): void {
    const patience = BEATS_UNTIL_DEAD * this.#options.limits.heartbeatInterval;
    const now = performance.now();
    // Who hears nothing at all cannot tell whether others are dead.
    if (now - this.#echoedAt > patience) this.#lost();
    else for (const peer of this.#peers.all()) if (now - peer.heardAt > patience) this.#forget(peer, 'silent');
    this.#beatAt = performance.now();
    this.#broadcast({ type: 'heartbeat', revision: this.#revision });
  }

  #lost(): void {
    if (!this.#cutOff) this.#options.logger?.warn({ node: this.nodeId }, 'other nodes cannot be reached');
    this.#cutOff = true;
  }

  #echoed({ type }: NodeMessage): void {
    this.#echoedAt = performance.now();
    if (type === 'heartbeat') this.busLag = this.#echoedAt - this.#beatAt;
    if (!this.#cutOff) return;
    this.#cutOff = false;
    this.#options.logger?.info({ node: this.nodeId }, 'other nodes can be reached again');
    for (const peer of this.#peers.all()) peer.heardAt = this.#echoedAt;
    this.#broadcast(this.#wholeList());
  }

  #forget(peer: Peer, reason: string): void {
    this.#options.logger?.info({ node: peer.nodeId, reason }, 'another node has gone');
    this.#peers.remove(peer);
    for (const documentId of peer.rooms) this.#options.rooms.get(documentId)?.awareness.nodeLeft(peer.nodeId);
  }

  #receive(bytes: Uint8Array): void {
    try {
      const received = decodeNodeMessage(bytes);
      if (received === null) return;
      if (received.from === this.nodeId) this.#echoed(received.message);
      else this.#heard(received.from, received.message);
    } catch (error) {
      this.#options.logger?.error({ err: error }, 'a message of another node could not be handled');
    }
  }

  #heard(nodeId: string, message: NodeMessage): void {
    const known = this.#peers.get(nodeId);
    if (message.type === 'farewell') {
      if (known) this.#forget(known, 'farewell');
      return;
    }
    const peer = known ?? this.#peers.add(nodeId);
    peer.heardAt = performance.now();
    if (known === undefined) this.#send(nodeId, this.#wholeList());
    this.#handle(peer, message);
  }

  #handle(peer: Peer, message: NodeMessage): void {
    switch (message.type) {
      case 'heartbeat':
        if (message.revision !== peer.revision) this.#send(peer.nodeId, { type: 'ask' });
        break;
      case 'ask':
        this.#send(peer.nodeId, this.#wholeList());
        break;
      case 'rooms':
      case 'opened':
      case 'closed':
        this.#roomsChanged(peer, message);
        break;
      case 'committed':
        for (const { documentId, updates } of message.commits) this.#options.rooms.get(documentId)?.announced(updates);
        break;
      case 'state':
      case 'presence':
        this.#presenceHeard(peer, message);
        break;
      case 'close':
        this.#options.closeHere(message.documentId, message.reason);
        break;
    }
  }

  #roomsChanged(peer: Peer, message: Extract<NodeMessage, { documentIds: readonly string[] }>): void {
    const { type, revision, documentIds } = message;
    const inStep = type === 'rooms' || peer.revision === revision - 1;
    // One that was lost is made up for by the whole list; what is in this one is true all the same.
    if (inStep) peer.revision = revision;
    else this.#send(peer.nodeId, { type: 'ask' });
    const gone = this.#peers.change(peer, type, documentIds);
    for (const documentId of gone) this.#options.rooms.get(documentId)?.awareness.nodeLeft(peer.nodeId);
    if (type !== 'closed') for (const documentId of documentIds) this.#tellState(peer, documentId);
  }

  /** Who has just opened a document hears how far it is and who is here: what was sent a moment before went past them. */
  #tellState({ nodeId }: Peer, documentId: string): void {
    const room = this.#options.rooms.get(documentId);
    if (room === undefined) return;
    this.#send(nodeId, { type: 'state', documentId, seq: room.newest, people: room.awareness.peopleHere() });
  }

  #presenceHeard({ nodeId }: Peer, { documentId, seq, people }: Extract<NodeMessage, { people: unknown }>): void {
    const room = this.#options.rooms.get(documentId);
    if (room === undefined) return;
    const hasTold = room.awareness.receiveFrom(nodeId, people);
    room.announced([{ seq, bytes: null }]);
    if (hasTold) room.askOthersAgain(null);
  }
}
