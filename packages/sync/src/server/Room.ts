import * as Y from 'yjs';
import { AwarenessRelay } from './AwarenessRelay.ts';
import { type CommittedUpdate, ContentCache } from './ContentCache.ts';
import type { FrameSocket } from './FrameSocket.ts';
import { SYNC, syncFrame } from './frames.ts';
import type { PendingUpdate, UpdateOrigin } from './pending-update.ts';
import type { SyncServices } from './services.ts';

/** Decoding to merge is worth it for keystrokes, not for whole documents. */
const MERGE_UP_TO_BYTES = 64 * 1024;

function merged(updates: Uint8Array[]): Uint8Array[] {
  const total = updates.reduce((sum, update) => sum + update.length, 0);
  return updates.length === 1 || total > MERGE_UP_TO_BYTES ? updates : [Y.mergeUpdates(updates)];
}

/** One frame for all updates of a commit where possible: y-websocket reads one message per frame. */
function framesOf(updates: readonly PendingUpdate[]): readonly Buffer[] {
  return merged(updates.map((update) => update.bytes)).map((update) => syncFrame(SYNC.update, update));
}

/** Everyone who has one document open on this server. */
export class Room {
  readonly documentId: string;
  readonly content: ContentCache;
  readonly awareness: AwarenessRelay;
  readonly #members = new Set<UpdateOrigin>();
  /** Those whose SyncStep1 was answered; only they are forwarded to. */
  readonly #joined = new Map<UpdateOrigin, FrameSocket>();

  constructor(documentId: string, { log, limits, logger }: SyncServices) {
    this.documentId = documentId;
    this.content = new ContentCache(documentId, log, limits.contentIdle, (error) =>
      logger?.warn({ err: error, documentId }, 'document could not be read'),
    );
    this.awareness = new AwarenessRelay(limits, (frame) => this.#broadcast([frame]));
  }

  get empty(): boolean {
    return this.#members.size === 0;
  }

  enter(member: UpdateOrigin): void {
    this.#members.add(member);
  }

  /** From now on the member receives what is committed; call it in the turn in which its SyncStep2 is written. */
  join(member: UpdateOrigin, socket: FrameSocket): void {
    this.#joined.set(member, socket);
  }

  leave(member: UpdateOrigin): void {
    this.#members.delete(member);
    this.#joined.delete(member);
    if (this.empty) this.content.dispose();
  }

  /** Forwards stored updates; whoever made all of them needs none back. Answers with the number of frames written. */
  committed(updates: readonly PendingUpdate[], seqs: readonly number[]): number {
    this.content.committed(updates.flatMap((update, index) => committedUpdate(update, seqs[index])));
    const author = updates[0]?.origin;
    const only = author !== undefined && updates.every((update) => update.origin === author) ? author : undefined;
    const receivers = this.#joined.size - (only !== undefined && this.#joined.has(only) ? 1 : 0);
    return receivers === 0 ? 0 : this.#broadcast(framesOf(updates), only);
  }

  #broadcast(frames: readonly Buffer[], except?: UpdateOrigin): number {
    let deliveries = 0;
    for (const [member, socket] of this.#joined) {
      if (member === except) continue;
      for (const frame of frames) socket.send(frame);
      deliveries += frames.length;
    }
    return deliveries;
  }
}

function committedUpdate({ bytes, content }: PendingUpdate, seq: number | undefined): readonly CommittedUpdate[] {
  return seq === undefined ? [] : [{ seq, bytes, content }];
}
