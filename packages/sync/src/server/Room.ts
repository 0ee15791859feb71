import { AwarenessRelay } from './AwarenessRelay.ts';
import { ContentCache } from './ContentCache.ts';
import type { CommittedUpdate } from './committed-update.ts';
import { DeliveryOrder } from './DeliveryOrder.ts';
import { DeliveryPace } from './DeliveryPace.ts';
import type { LogPosition, StoredDocument, StoredUpdate } from './document-log.ts';
import type { FrameSocket } from './FrameSocket.ts';
import { SYNC, syncFrame } from './frames.ts';
import { mergeMany } from './merge-many.ts';
import type { SentUpdate } from './node-messages.ts';
import type { PendingUpdate, RoomMember, UpdateOrigin } from './pending-update.ts';
import type { SyncServices } from './services.ts';
import { type Settlement, settleAll } from './settle-all.ts';

/** Merging is worth its copies for keystrokes, not for whole documents. */
const MERGE_UP_TO_BYTES = 64 * 1024;

/** A stored update on its way to the members; its origin is null when it was committed elsewhere. */
interface Delivery extends CommittedUpdate {
  readonly origin: UpdateOrigin | null;
}

function merged(updates: Uint8Array[]): Uint8Array[] {
  const total = updates.reduce((sum, update) => sum + update.length, 0);
  return updates.length === 1 || total > MERGE_UP_TO_BYTES ? updates : [mergeMany(updates)];
}

/** One frame for all updates of a commit where possible: y-websocket reads one message per frame. */
function framesOf(updates: readonly { readonly bytes: Uint8Array }[]): readonly Buffer[] {
  return merged(updates.map((update) => update.bytes)).map((update) => syncFrame(SYNC.update, update));
}

/** Everyone who has one document open on this server. */
export class Room {
  readonly documentId: string;
  readonly content: ContentCache;
  readonly awareness: AwarenessRelay;
  readonly #services: SyncServices;
  readonly #members = new Set<RoomMember>();
  /** Those whose SyncStep1 was answered; only they are forwarded to. */
  readonly #joined = new Map<UpdateOrigin, FrameSocket>();
  readonly #order = new DeliveryOrder<Delivery>();
  readonly #pace = new DeliveryPace(
    () => this.#handOn(),
    () => this.#joined.size,
  );
  #forwarding: Delivery[] = [];
  #settling: Settlement[] = [];

  constructor(documentId: string, services: SyncServices) {
    const { limits, cluster } = services;
    this.documentId = documentId;
    this.#services = services;
    this.content = new ContentCache(documentId, services);
    this.awareness = new AwarenessRelay(limits, {
      broadcast: (frame) => this.#broadcast([frame]),
      passOn: (people) => cluster?.present({ documentId, seq: this.newest }, people),
    });
  }

  get empty(): boolean {
    return this.#members.size === 0;
  }

  /** Up to where everyone here has the document, once `flush` was called; null while nobody listens. */
  get position(): LogPosition | null {
    const seq = this.#order.last;
    return seq === null ? null : { documentId: this.documentId, seq };
  }

  /** The highest number known to be in the log. */
  get newest(): number {
    return this.#order.newest;
  }

  /** Whether the log is known to have what was not forwarded yet. */
  get behind(): boolean {
    return this.#order.behind;
  }

  enter(member: RoomMember): void {
    this.#members.add(member);
  }

  /**
   * From now on the member, who has the document up to `seq`, receives what is committed; call it in the turn in which its
   * SyncStep2 is written.
   */
  join(member: UpdateOrigin, socket: FrameSocket, seq: number): void {
    this.flush();
    this.#joined.set(member, socket);
    this.#order.begin(seq);
    this.#catchUp();
  }

  leave(member: RoomMember): void {
    this.#members.delete(member);
    this.#joined.delete(member);
    if (this.#joined.size === 0) this.#order.end();
    if (!this.empty) return;
    this.flush();
    this.content.dispose();
  }

  /** Somebody, who is connected elsewhere if null, has told what may have been missing of what others sent. */
  askOthersAgain(teller: RoomMember | null): void {
    for (const member of this.#members) if (member !== teller) member.askAgain();
  }

  /** Forwards what was stored here, except to whoever made all of it, and tells the writers that it is stored. */
  committed(updates: readonly PendingUpdate[], seqs: readonly number[]): void {
    const deliveries = updates.map(({ bytes, content, origin }, index) => {
      return { seq: seqs[index] ?? 0, bytes, content, origin };
    });
    if (this.#order.follows(seqs[0] ?? 0, seqs.length)) this.#deliver(deliveries);
    else this.#arrange(deliveries.map((delivery) => ({ ...delivery, bytes: Uint8Array.from(delivery.bytes) })));
    for (const [index, update] of updates.entries()) this.#settling.push({ update, seq: seqs[index] ?? 0 });
    this.#pace.due();
  }

  /** Forwards what other processes stored, as far as nothing is missing before it; answers whether anything was forwarded. */
  arrived(updates: readonly StoredUpdate[]): boolean {
    const ready = this.#arrange(updates.map(({ seq, bytes }) => ({ seq, bytes, content: null, origin: null })));
    if (ready) this.#pace.due();
    return ready;
  }

  /** Forwards what rests at once. */
  flush(): void {
    if (this.#forwarding.length > 0 || this.#settling.length > 0) this.#pace.now();
  }

  /** Takes another node's word for what it committed. */
  announced(updates: readonly SentUpdate[]): void {
    for (const { seq } of updates) this.#order.announce(seq);
    this.arrived(updates.flatMap(({ seq, bytes }) => (bytes ? { seq, bytes } : [])));
  }

  /** Forwards a whole document: part of what was missing is in its snapshot by now. */
  replaced({ snapshot, updates }: StoredDocument): void {
    const seq = updates.at(-1)?.seq ?? snapshot?.seq ?? 0;
    if (this.position === null || seq <= this.position.seq) return;
    this.flush();
    this.#order.skipTo(seq);
    this.content.announce(seq);
    this.content.forgetPlaces();
    const parts = snapshot === null ? updates : [snapshot, ...updates];
    if (parts.length > 0) this.#forward(framesOf(parts));
  }

  /** The log has no more than was forwarded, whatever was announced. */
  forgetAnnounced(): void {
    this.#order.forgetAnnounced();
  }

  #arrange(deliveries: readonly Delivery[]): boolean {
    if (this.position === null) {
      this.content.committed(deliveries);
      return false;
    }
    const ready = this.#order.take(deliveries);
    this.#catchUp();
    this.#deliver(ready);
    return ready.length > 0;
  }

  /** Nothing is forwarded out of its turn, so what is missing must be had. */
  #catchUp(): void {
    if (!this.#order.behind) return;
    this.content.announce(this.#order.newest);
    this.#services.follower.notice(this.documentId);
  }

  #deliver(deliveries: readonly Delivery[]): void {
    this.content.committed(deliveries);
    this.#forwarding.push(...deliveries);
  }

  #handOn(): void {
    try {
      this.#forwardWaiting();
      this.#settleWaiting();
    } catch (error) {
      this.#services.logger?.error({ err: error, documentId: this.documentId }, 'a commit could not be passed on');
    }
  }

  #forwardWaiting(): void {
    const deliveries = this.#forwarding;
    this.#forwarding = [];
    const author = deliveries[0]?.origin ?? null;
    const only = author !== null && deliveries.every(({ origin }) => origin === author) ? author : undefined;
    const receivers = this.#joined.size - (only !== undefined && this.#joined.has(only) ? 1 : 0);
    if (deliveries.length > 0 && receivers > 0) this.#forward(framesOf(deliveries), only);
  }

  #settleWaiting(): void {
    const settling = this.#settling;
    this.#settling = [];
    settleAll(settling, this.#services);
  }

  #forward(frames: readonly Buffer[], except?: UpdateOrigin): void {
    this.#services.counters.deliveries += this.#broadcast(frames, except);
  }

  /** Answers with the number of frames written. */
  #broadcast(frames: readonly Buffer[], except?: UpdateOrigin): number {
    // Joined once instead of at every socket: a batch of two thousand frames is one write to each.
    const [only = Buffer.alloc(0)] = frames;
    const joined = frames.length === 1 ? only : Buffer.concat(frames);
    let deliveries = 0;
    for (const [member, socket] of this.#joined) {
      if (member === except) continue;
      socket.send(joined);
      deliveries += frames.length;
    }
    return deliveries;
  }
}
