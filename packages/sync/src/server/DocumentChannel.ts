import { CLOSE } from '../protocol/close-codes.ts';
import { Acknowledgements } from './Acknowledgements.ts';
import type { DocumentContent } from './DocumentContent.ts';
import type { DocumentRejectedError } from './document-log.ts';
import type { FrameSocket } from './FrameSocket.ts';
import {
  acknowledgementFrame,
  permissionDeniedFrame,
  positionFrame,
  type RefusalCode,
  refusalFrame,
  SYNC,
  syncFrame,
} from './frames.ts';
import { UpdateTooComplexError } from './invalid-update.ts';
import { encodeStateVector } from './messages.ts';
import type { PendingUpdate, UpdateOrigin } from './pending-update.ts';
import { RangeSet } from './RangeSet.ts';
import type { Room } from './Room.ts';
import type { ResumeRequest } from './resume-request.ts';
import type { Writer } from './StoragePressure.ts';
import type { Participant, SyncServices } from './services.ts';
import { TokenBucket } from './TokenBucket.ts';
import { tooComplexReason, tooLargeReason } from './too-large.ts';
import { type Known, trimUpdate } from './trim-update.ts';
import { inspectUpdate, type UpdateContent } from './update-content.ts';

interface Join {
  readonly type: 'join';
  readonly vector: ReadonlyMap<number, number>;
}

interface Edit {
  readonly type: 'edit';
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly content: UpdateContent;
  /** Whether this is the client's SyncStep2, which mostly repeats what the server has. */
  readonly repeats: boolean;
}

const EMPTY_VECTOR: ReadonlyMap<number, number> = new Map();

function isEmpty({ structs, deletions }: UpdateContent): boolean {
  return structs.length === 0 && deletions.length === 0;
}

const NONE = new RangeSet();

/** The log holds one struct under each id: what an update says of one that is known is left out, be it the same or not. */
function trimmed(edit: Edit, known: Known): Edit {
  if (!edit.content.structs.some((range) => known.structs.overlaps(range))) return edit;
  const bytes = trimUpdate(edit.bytes, known);
  return { ...edit, bytes, content: inspectUpdate(bytes) };
}

/** The document side of one connection: its join, its edits in order, and what it is told about them. */
export class DocumentChannel implements UpdateOrigin, Writer {
  readonly #socket: FrameSocket;
  readonly #participant: Participant;
  readonly #room: Room;
  readonly #services: SyncServices;
  readonly #acknowledgements = new Acknowledgements();
  readonly #decodings: TokenBucket;
  /** What waits, in order, for the document to be read from the log. */
  readonly #inbox: (Join | Edit)[] = [];
  #loading = false;
  #asked = false;
  #introduced = false;
  #resume: ResumeRequest | null;
  #toldPosition = -1;
  #received = 0;
  #lastSeq = 0;
  pendingBytes = 0;

  constructor(
    socket: FrameSocket,
    participant: Participant,
    room: Room,
    services: SyncServices,
    resume: ResumeRequest | null,
  ) {
    this.#resume = resume;
    this.#socket = socket;
    this.#participant = participant;
    this.#room = room;
    this.#services = services;
    this.#decodings = new TokenBucket(services.limits.joinBurst, services.limits.joinsPerSecond);
  }

  /** Whether the client has asked for the document. */
  get hasAsked(): boolean {
    return this.#asked;
  }

  /** Answers a SyncStep1. False when the client asks too often: each answer may decode the whole document. */
  join(vector: ReadonlyMap<number, number>): boolean {
    if (!this.#decodings.take()) return false;
    this.#asked = true;
    this.#receive({ type: 'join', vector });
    return true;
  }

  /** Takes a SyncStep2 or an update. Throws `InvalidUpdateError`. */
  edit(bytes: Uint8Array, repeats: boolean): void {
    this.#received += 1;
    const count = this.#received;
    try {
      const content = inspectUpdate(bytes, this.#services.limits.maxUpdateParts);
      this.#receive({ type: 'edit', count, bytes, content, repeats });
    } catch (error) {
      if (!(error instanceof UpdateTooComplexError)) throw error;
      this.#refuse(count, 'update_too_complex', tooComplexReason(this.#services.limits.maxUpdateParts));
    }
  }

  stored(update: PendingUpdate, seq: number): void {
    this.pendingBytes -= update.bytes.length;
    this.#settle(update.count, seq);
  }

  rejected(update: PendingUpdate, error: DocumentRejectedError): void {
    this.pendingBytes -= update.bytes.length;
    this.#refuse(update.count, 'document_rejected', error.message);
  }

  hold(): void {
    this.#socket.hold('storing');
  }

  release(): void {
    this.#socket.release('storing');
  }

  #receive(message: Join | Edit): void {
    this.#inbox.push(message);
    if (!this.#loading) this.#work();
  }

  #work(): void {
    for (let message = this.#inbox[0]; message !== undefined; message = this.#inbox[0]) {
      const awaited = this.#awaitedFor(message);
      if (awaited !== null) {
        this.#wait(awaited);
        return;
      }
      this.#inbox.shift();
      if (message.type === 'join') this.#answer(message);
      else this.#take(message);
    }
  }

  #awaitedFor(message: Join | Edit): Promise<void> | null {
    const { content } = this.#room;
    if (!this.#needsContent(message)) return null;
    if (content.resident === null) return content.load();
    const mayBuild = message.type === 'edit' && this.#participant.access === 'read';
    return mayBuild && content.resident.mustBuildFor(message.content) ? this.#services.builds.turn() : null;
  }

  /** The client's messages stay in its socket meanwhile. */
  #wait(awaited: Promise<void>): void {
    this.#loading = true;
    this.#socket.hold('loading');
    awaited.then(
      () => this.#loaded(),
      (error: unknown) => this.#unreadable(error),
    );
  }

  #loaded(): void {
    this.#loading = false;
    this.#socket.release('loading');
    if (this.#socket.closed) return;
    try {
      this.#work();
    } catch (error) {
      this.#unreadable(error);
    }
  }

  #unreadable(error: unknown): void {
    this.#services.logger?.error({ err: error, documentId: this.#room.documentId }, 'stored document is broken');
    this.#socket.close(CLOSE.internal, 'the stored document cannot be read');
  }

  #needsContent(message: Join | Edit): boolean {
    if (message.type === 'join') return true;
    if (isEmpty(message.content)) return false;
    if (message.repeats || this.#participant.access === 'read' || this.#isTooLarge(message)) return true;
    return this.#room.content.structs === null;
  }

  /** What waits takes its room already: the log would refuse it all together, also what others have made. */
  #isTooLarge({ bytes }: Edit): boolean {
    const { queue, limits } = this.#services;
    const room = limits.maxDocumentBytes - queue.bytesOf(this.#room.documentId);
    return this.#room.content.wouldExceed(room, bytes.length);
  }

  /**
   * Our own SyncStep1 goes first: what the client answers is then what it has beyond ours. One that knows nothing is asked
   * with an empty state vector, which spares decoding the document to find out the real one.
   */
  #answer({ vector }: Join): void {
    const content = this.#room.content.resident;
    if (content === null) return;
    if (!this.#introduced) {
      const known = vector.size === 0 ? EMPTY_VECTOR : content.coverage().structs.stateVector();
      this.#socket.send(syncFrame(SYNC.step1, encodeStateVector(known)));
    }
    this.#socket.sendContent(this.#resumed(content, vector) ?? content.framesFor(vector));
    this.#room.join(this, this.#socket, content.lastSeq);
    if (!this.#introduced) this.#socket.send(this.#room.awareness.frame());
    this.#introduced = true;
    this.tellPosition();
  }

  /** Tells a client of ours, now and then, how far it has the document, for when it comes back. */
  tellPosition(): void {
    this.#room.flush();
    const seq = this.#room.position?.seq ?? -1;
    if (!this.#introduced || !this.#participant.extended || seq <= this.#toldPosition) return;
    this.#toldPosition = seq;
    this.#socket.send(positionFrame(seq, this.#services.epoch));
  }

  /** Numbers count in one life of the server only: a database that was restored meanwhile may have given them out anew. */
  #resumed(content: DocumentContent, vector: ReadonlyMap<number, number>): readonly Buffer[] | null {
    const resume = this.#resume;
    this.#resume = null;
    if (resume === null || resume.epoch !== this.#services.epoch) return null;
    const frame = content.frameSince(resume.seq, vector);
    return frame === null ? null : [frame];
  }

  #take(edit: Edit): void {
    const content = this.#room.content.resident;
    if (isEmpty(edit.content) || (content !== null && this.#isKnown(edit, content))) {
      this.#settle(edit.count, content?.lastSeq ?? 0);
    } else if (this.#participant.access === 'read') {
      this.#refuse(edit.count, 'read_only', 'You can view this document but not change it.');
    } else this.#storeNews(edit, this.#known(content));
  }

  #isKnown({ content: carried, repeats }: Edit, content: DocumentContent): boolean {
    const readOnly = this.#participant.access === 'read';
    if (!repeats && !readOnly) return false;
    const coverage = content.coverage();
    if (coverage.has(carried)) return true;
    if (!readOnly || !coverage.hasStructs(carried) || !this.#decodings.take()) return false;
    return this.#services.builds.run(() => content.fullCoverage()).has(carried);
  }

  /** What is stored already is left out; what waits to be stored, too, but then the rest waits behind it. */
  #storeNews(edit: Edit, known: Known): void {
    const news = trimmed(edit, known);
    if (isEmpty(news.content)) {
      this.#settle(edit.count, this.#room.content.resident?.lastSeq ?? 0);
      return;
    }
    const waiting = this.#services.queue.structsOf(this.#room.documentId);
    const rest = waiting === undefined ? news : trimmed(news, { structs: waiting, deletions: NONE });
    if (this.#isTooLarge(rest))
      this.#refuse(edit.count, 'document_too_large', tooLargeReason(this.#services.limits.maxDocumentBytes));
    else this.#store(rest, rest !== news);
  }

  /** Without the content, structs alone are known. */
  #known(content: DocumentContent | null): Known {
    return content?.measured ?? { structs: this.#room.content.structs ?? NONE, deletions: NONE };
  }

  #store({ count, bytes, content }: Edit, leansOnWaiting: boolean): void {
    const { queue, pressure } = this.#services;
    this.pendingBytes += bytes.length;
    const actorId = this.#participant.user.id;
    const receivedAt = performance.now();
    queue.add({
      documentId: this.#room.documentId,
      bytes,
      content,
      actorId,
      origin: this,
      count,
      receivedAt,
      leansOnWaiting,
    });
    pressure.queued(this);
  }

  #refuse(count: number, code: RefusalCode, reason: string): void {
    this.#services.counters.refusals += 1;
    this.#services.observer?.refused(code);
    this.#socket.send(this.#participant.extended ? refusalFrame(code, reason, count) : permissionDeniedFrame(reason));
    this.#settle(count, this.#lastSeq);
  }

  /** One acknowledgement per turn covers all messages that were settled in it. */
  #settle(count: number, seq: number): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    if (!this.#acknowledgements.settle(count) || !this.#participant.extended) return;
    this.#socket.sendLast(() => acknowledgementFrame(this.#acknowledgements.count, this.#lastSeq));
  }
}
