import { CLOSE } from '../protocol/close-codes.ts';
import { ClientTelling } from './ClientTelling.ts';
import { DeletionLookup } from './DeletionLookup.ts';
import type { DocumentContent } from './DocumentContent.ts';
import type { DocumentRejectedError } from './document-log.ts';
import { EditAnswers } from './EditAnswers.ts';
import { type Edit, hasAny, isEmpty } from './edit.ts';
import type { FrameSocket } from './FrameSocket.ts';
import { positionFrame, SYNC, syncFrame } from './frames.ts';
import { Inbox } from './Inbox.ts';
import { IncomingEdit } from './IncomingEdit.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import type { Circumstances, Verdict } from './judge-edit.ts';
import { encodeStateVector } from './messages.ts';
import type { Refusal } from './OwedEdits.ts';
import type { PendingUpdate, RoomMember } from './pending-update.ts';
import { type ClockRange, RangeSet } from './RangeSet.ts';
import type { Room } from './Room.ts';
import type { ResumeRequest } from './resume-request.ts';
import type { Writer } from './StoragePressure.ts';
import type { StructPlaces } from './StructPlaces.ts';
import type { Participant, SyncServices } from './services.ts';
import { TokenBucket } from './TokenBucket.ts';
import { tooComplexReason, tooLargeReason } from './too-large.ts';
import { finish } from './work.ts';

interface Join {
  readonly type: 'join';
  readonly vector: ReadonlyMap<number, number>;
}

const EMPTY_VECTOR: ReadonlyMap<number, number> = new Map();

const NONE = new RangeSet();

const READ_ONLY: Refusal = ['read_only', 'You can view this document but not change it.'];

/** More edits than a client makes while it answers a question: it does not answer. */
const MOST_OWED = 10_000;

/** The document side of one connection: its join, its edits in order, and what it is told about them. */
export class DocumentChannel implements RoomMember, Writer {
  readonly #socket: FrameSocket;
  readonly #participant: Participant;
  readonly #room: Room;
  readonly #services: SyncServices;
  readonly #answers: EditAnswers;
  readonly #decodings: TokenBucket;
  readonly #lookup: DeletionLookup;
  /** What waits, in order, for the document to be read from the log. */
  readonly #inbox = new Inbox<Join | IncomingEdit>({
    awaitedFor: (message) => this.#awaitedFor(message),
    take: (message) => (message.type === 'join' ? this.#answer(message) : this.#take(message)),
    drop: (message) => (message.type === 'edit' ? message.drop() : undefined),
    // The client's messages stay in its socket meanwhile.
    setWaiting: (isWaiting) => (isWaiting ? this.#socket.hold('loading') : this.#socket.release('loading')),
    isOver: () => this.#socket.closed,
    failed: (error) => this.#unreadable(error),
  });
  readonly #blame: (error: InvalidUpdateError) => void;
  #asked = false;
  #introduced = false;
  #resume: ResumeRequest | null;
  #toldPosition = -1;
  readonly #telling: ClientTelling;
  #received = 0;
  pendingBytes = 0;

  constructor(
    socket: FrameSocket,
    participant: Participant,
    room: Room,
    services: SyncServices,
    resume: ResumeRequest | null,
    blame: (error: InvalidUpdateError) => void,
  ) {
    this.#resume = resume;
    this.#blame = blame;
    this.#socket = socket;
    this.#participant = participant;
    this.#room = room;
    this.#services = services;
    this.#answers = new EditAnswers(socket, participant, services, room.documentId);
    this.#decodings = new TokenBucket(services.limits.joinBurst, services.limits.joinsPerSecond);
    this.#lookup = new DeletionLookup(room, services, this.#decodings);
    this.#telling = new ClientTelling(room, participant, this);
  }

  /** Whether the client has asked for the document. */
  get hasAsked(): boolean {
    return this.#asked;
  }

  /** Answers a SyncStep1. False when the client asks too often: each answer may decode the whole document. */
  join(vector: ReadonlyMap<number, number>): boolean {
    if (!this.#decodings.take()) return false;
    this.#asked = true;
    this.#inbox.add({ type: 'join', vector });
    return true;
  }

  /** Takes a SyncStep2 or an update. Throws `InvalidUpdateError`. */
  edit(bytes: Uint8Array, repeats: boolean): void {
    this.#received += 1;
    const incoming = new IncomingEdit(bytes, this.#received, repeats);
    if (!incoming.isLarge) finish(incoming.inspecting(this.#services.limits.maxUpdateParts));
    if (incoming.failure instanceof InvalidUpdateError) throw incoming.failure;
    this.#inbox.add(incoming);
  }

  stored(update: PendingUpdate, seq: number): void {
    this.pendingBytes -= update.bytes.length;
    this.#answers.settle(update.count, seq);
  }

  /** What was to come after it may have been taken because it was to be there. */
  rejected(update: PendingUpdate, error: DocumentRejectedError): void {
    this.pendingBytes -= update.bytes.length;
    this.#room.content.forgetPlaces();
    this.#answers.refuse(update.count, ['document_rejected', error.message]);
  }

  hold(): void {
    this.#socket.hold('storing');
  }

  release(): void {
    this.#socket.release('storing');
  }

  #awaitedFor(message: Join | IncomingEdit): Promise<void> | null {
    const { content } = this.#room;
    if (message.type === 'join') return content.resident === null ? content.load() : null;
    if (message.failure !== null) return null;
    const { stretches, limits } = this.#services;
    if (message.edit === null) return stretches.do(message.inspecting(limits.maxUpdateParts));
    return this.#awaitedForEdit(message, message.edit);
  }

  #awaitedForEdit(message: IncomingEdit, edit: Edit): Promise<void> | null {
    const { content } = this.#room;
    const { stretches } = this.#services;
    if (content.resident === null && this.#needsContent(edit)) return content.load();
    if (this.#participant.access === 'read') return this.#lookup.awaitedFor(message, edit);
    if (this.#isKnown(edit)) return null;
    if (content.places === null) return content.loadPlaces();
    const circumstances = this.#circumstances(content.places);
    if (message.verdictFor(circumstances) !== null) return null;
    const judging = message.judging(edit, circumstances);
    return message.isLarge ? stretches.do(judging) : stretches.start(judging);
  }

  #unreadable(error: unknown): void {
    this.#services.logger?.error({ err: error, documentId: this.#room.documentId }, 'stored document is broken');
    this.#socket.close(CLOSE.internal, 'the stored document cannot be read');
  }

  #needsContent(edit: Edit): boolean {
    if (isEmpty(edit.content)) return false;
    return edit.repeats || this.#participant.access === 'read' || this.#isTooLarge(edit);
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
      this.#answers.owed.ask();
      this.#telling.expect(known, vector);
      this.#ask(known);
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

  #take(message: IncomingEdit): void {
    const { count, repeats, edit, failure } = message;
    if (repeats) this.#answers.stepTwo(count);
    if (failure !== null || edit === null) this.#fail(message);
    else if (this.#isKnown(edit)) this.#answers.settle(count, this.#room.content.resident?.lastSeq ?? 0);
    else if (this.#participant.access === 'read') this.#answers.refuse(count, READ_ONLY);
    else this.#takeNews(message, edit);
    if (repeats) this.#telling.done();
  }

  askAgain(): void {
    if (this.#answers.owed.forgive()) this.#askForMissing();
  }

  #fail({ count, failure }: IncomingEdit): void {
    if (failure instanceof InvalidUpdateError) this.#blame(failure);
    else this.#answers.refuse(count, ['update_too_complex', tooComplexReason(this.#services.limits.maxUpdateParts)]);
  }

  /** Whether the edit says nothing, or merely repeats what is stored. An update of somebody who may write is not looked at. */
  #isKnown({ content: carried, repeats }: Edit): boolean {
    if (isEmpty(carried)) return true;
    const content = this.#room.content.resident;
    const readOnly = this.#participant.access === 'read';
    if (content === null || (!repeats && !readOnly)) return false;
    return content.coverage().has(carried);
  }

  #takeNews(message: IncomingEdit, edit: Edit): void {
    const waiting = this.#services.queue.structsOf(this.#room.documentId);
    const leansOnWaiting = waiting !== undefined && hasAny(edit.content, waiting);
    const { places } = this.#room.content;
    const { tellings } = this.#room.awareness;
    const verdict = places === null ? null : message.verdictFor({ places, tellings });
    if (verdict === null) throw new Error('nothing may be taken that was not judged');
    if (verdict.refusal !== null && !edit.repeats) {
      message.drop();
      this.#askFor(edit, verdict.refusal);
    } else {
      // Nobody could read what builds on something that nobody has. The rest is stored all the same.
      if (verdict.refusal !== null) this.#answers.tellRefusal(edit.count, verdict.refusal);
      this.#takeComplete(message, verdict, leansOnWaiting);
    }
  }

  #circumstances(places: StructPlaces): Circumstances {
    const { content, awareness } = this.#room;
    const { id } = this.#participant.user;
    const deletions = content.resident?.measured?.deletions ?? NONE;
    const isToComeOfAnother = (structs: ClockRange) => awareness.isToComeOfAnother(structs, id);
    return { places, deletions, isToComeOfAnother, tellings: awareness.tellings };
  }

  #takeComplete(message: IncomingEdit, { edit, adopt }: Verdict, leansOnWaiting: boolean): void {
    if (isEmpty(edit.content) && !leansOnWaiting) {
      message.drop();
      this.#answers.settle(edit.count, this.#room.content.resident?.lastSeq ?? 0);
    } else if (this.#isTooLarge(edit)) {
      message.drop();
      this.#answers.refuse(edit.count, ['document_too_large', tooLargeReason(this.#services.limits.maxDocumentBytes)]);
    } else {
      adopt();
      this.#store(edit, leansOnWaiting);
    }
  }

  /** What is missing may be with the client: it was offline, say, and speaks before it has been asked what it has. */
  #askFor({ count }: Edit, refusal: Refusal): void {
    const { owed } = this.#answers;
    const lasting = refusal[0] === 'incomplete' ? owed.refusal : refusal;
    if (lasting !== null) this.#answers.refuse(count, lasting);
    else {
      owed.add(count);
      if (owed.size > MOST_OWED) this.#socket.close(CLOSE.tryAgainLater, 'what your changes build on is missing');
      if (this.#introduced && owed.ask()) this.#askForMissing();
    }
  }

  #askForMissing(): void {
    this.#ask(this.#room.content.places?.structs.stateVector() ?? EMPTY_VECTOR);
  }

  /** The client answers with what it has beyond that. */
  #ask(known: ReadonlyMap<number, number>): void {
    this.#socket.send(syncFrame(SYNC.step1, encodeStateVector(known)));
  }

  /** What waits takes its room already: the log would refuse it all together, also what others have made. */
  #isTooLarge({ bytes }: Edit): boolean {
    const { queue, limits } = this.#services;
    const room = limits.maxDocumentBytes - queue.bytesOf(this.#room.documentId);
    return this.#room.content.wouldExceed(room, bytes.length);
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
}
