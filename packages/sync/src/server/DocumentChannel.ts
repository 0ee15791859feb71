import { CLOSE } from '../protocol/close-codes.ts';
import type { DocumentContent } from './DocumentContent.ts';
import type { DocumentRejectedError } from './document-log.ts';
import { EditAnswers } from './EditAnswers.ts';
import { type Edit, hasAny, isEmpty } from './edit.ts';
import type { FrameSocket } from './FrameSocket.ts';
import { positionFrame, SYNC, syncFrame } from './frames.ts';
import { Inbox } from './Inbox.ts';
import { InvalidUpdateError, UpdateTooComplexError } from './invalid-update.ts';
import { judgeEdit, type Verdict } from './judge-edit.ts';
import { encodeStateVector } from './messages.ts';
import type { Refusal } from './OwedEdits.ts';
import type { PendingUpdate, UpdateOrigin } from './pending-update.ts';
import { RangeSet } from './RangeSet.ts';
import type { Room } from './Room.ts';
import type { ResumeRequest } from './resume-request.ts';
import type { Writer } from './StoragePressure.ts';
import type { Participant, SyncServices } from './services.ts';
import { TokenBucket } from './TokenBucket.ts';
import { tooComplexReason, tooLargeReason } from './too-large.ts';
import { inspectUpdate } from './update-content.ts';

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
export class DocumentChannel implements UpdateOrigin, Writer {
  readonly #socket: FrameSocket;
  readonly #participant: Participant;
  readonly #room: Room;
  readonly #services: SyncServices;
  readonly #answers: EditAnswers;
  readonly #decodings: TokenBucket;
  /** What waits, in order, for the document to be read from the log. */
  readonly #inbox = new Inbox<Join | Edit>({
    awaitedFor: (message) => this.#awaitedFor(message),
    take: (message) => (message.type === 'join' ? this.#answer(message) : this.#take(message)),
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
    this.#answers = new EditAnswers(socket, participant, services);
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
    this.#inbox.add({ type: 'join', vector });
    return true;
  }

  /** Takes a SyncStep2 or an update. Throws `InvalidUpdateError`. */
  edit(bytes: Uint8Array, repeats: boolean): void {
    this.#received += 1;
    const count = this.#received;
    try {
      const content = inspectUpdate(bytes, this.#services.limits.maxUpdateParts);
      this.#inbox.add({ type: 'edit', count, bytes, content, repeats });
    } catch (error) {
      if (!(error instanceof UpdateTooComplexError)) throw error;
      if (repeats) this.#answers.stepTwo(count);
      this.#answers.refuse(count, ['update_too_complex', tooComplexReason(this.#services.limits.maxUpdateParts)]);
    }
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

  #awaitedFor(message: Join | Edit): Promise<void> | null {
    const { content } = this.#room;
    if (content.resident === null && this.#needsContent(message)) return content.load();
    if (message.type === 'join') return null;
    if (this.#needsPlaces(message)) return content.loadPlaces();
    const mayBuild = this.#participant.access === 'read' && content.resident?.mustBuildFor(message.content);
    return mayBuild ? this.#services.builds.turn() : null;
  }

  #unreadable(error: unknown): void {
    this.#services.logger?.error({ err: error, documentId: this.#room.documentId }, 'stored document is broken');
    this.#socket.close(CLOSE.internal, 'the stored document cannot be read');
  }

  #needsContent(message: Join | Edit): boolean {
    if (message.type === 'join') return true;
    if (isEmpty(message.content)) return false;
    return message.repeats || this.#participant.access === 'read' || this.#isTooLarge(message);
  }

  /** What merely repeats what is stored needs no place. */
  #needsPlaces({ content: carried, repeats }: Edit): boolean {
    const { content } = this.#room;
    if (content.places !== null || isEmpty(carried) || this.#participant.access === 'read') return false;
    return !repeats || content.resident?.coverage().has(carried) !== true;
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

  #take(edit: Edit): void {
    const content = this.#room.content.resident;
    if (edit.repeats) this.#answers.stepTwo(edit.count);
    if (isEmpty(edit.content) || (content !== null && this.#isKnown(edit, content))) {
      this.#answers.settle(edit.count, content?.lastSeq ?? 0);
    } else if (this.#participant.access === 'read') {
      this.#answers.refuse(edit.count, READ_ONLY);
    } else this.#takeNews(edit);
  }

  #isKnown({ content: carried, repeats }: Edit, content: DocumentContent): boolean {
    const readOnly = this.#participant.access === 'read';
    if (!repeats && !readOnly) return false;
    const coverage = content.coverage();
    if (coverage.has(carried)) return true;
    if (!readOnly || !coverage.hasStructs(carried) || !this.#decodings.take()) return false;
    return this.#services.builds.run(() => content.fullCoverage()).has(carried);
  }

  #takeNews(edit: Edit): void {
    const waiting = this.#services.queue.structsOf(this.#room.documentId);
    const leansOnWaiting = waiting !== undefined && hasAny(edit.content, waiting);
    const verdict = this.#judged(edit);
    if (verdict === null) return;
    if (verdict.refusal !== null && !edit.repeats) this.#askFor(edit, verdict.refusal);
    else {
      // Nobody could read what builds on something that nobody has. The rest is stored all the same.
      if (verdict.refusal !== null) this.#answers.tellRefusal(edit.count, verdict.refusal);
      this.#takeComplete(verdict, leansOnWaiting);
    }
  }

  #judged(edit: Edit): Verdict | null {
    const { content, awareness } = this.#room;
    const { id } = this.#participant.user;
    if (content.places === null) throw new Error('nothing may be taken before the places are read');
    const deletions = content.resident?.measured?.deletions ?? NONE;
    const isOfAnother = (client: number) => awareness.isOfAnother(client, id);
    try {
      return judgeEdit(edit, { places: content.places, deletions, isOfAnother });
    } catch (error) {
      if (!(error instanceof InvalidUpdateError)) throw error;
      this.#blame(error);
      return null;
    }
  }

  #takeComplete({ edit, adopt }: Verdict, leansOnWaiting: boolean): void {
    if (isEmpty(edit.content) && !leansOnWaiting) {
      this.#answers.settle(edit.count, this.#room.content.resident?.lastSeq ?? 0);
    } else if (this.#isTooLarge(edit)) {
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
      if (this.#introduced && owed.ask()) this.#ask(this.#room.content.places?.structs.stateVector() ?? EMPTY_VECTOR);
    }
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
