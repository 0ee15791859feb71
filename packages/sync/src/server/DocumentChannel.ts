import { CLOSE } from '../protocol/close-codes.ts';
import { type CheckedUpdate, checkPlaces } from './check-places.ts';
import type { DocumentContent } from './DocumentContent.ts';
import type { DocumentRejectedError } from './document-log.ts';
import { EditAnswers } from './EditAnswers.ts';
import { type Edit, hasAny, isEmpty, without } from './edit.ts';
import type { FrameSocket } from './FrameSocket.ts';
import { positionFrame, SYNC, syncFrame } from './frames.ts';
import { incompleteRefusal } from './incomplete-refusal.ts';
import { InvalidUpdateError, UpdateTooComplexError } from './invalid-update.ts';
import { encodeStateVector } from './messages.ts';
import type { Refusal } from './OwedEdits.ts';
import type { PendingUpdate, UpdateOrigin } from './pending-update.ts';
import { RangeSet } from './RangeSet.ts';
import type { Room } from './Room.ts';
import type { ResumeRequest } from './resume-request.ts';
import type { Writer } from './StoragePressure.ts';
import type { StructPlaces } from './StructPlaces.ts';
import type { Participant, SyncServices } from './services.ts';
import { TokenBucket } from './TokenBucket.ts';
import { tooComplexReason, tooLargeReason } from './too-large.ts';
import type { Known } from './trim-update.ts';
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
  readonly #inbox: (Join | Edit)[] = [];
  readonly #blame: (error: InvalidUpdateError) => void;
  #loading = false;
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
    if (content.resident === null && this.#needsContent(message)) return content.load();
    if (message.type === 'join') return null;
    if (this.#needsPlaces(message)) return content.loadPlaces();
    const mayBuild = this.#participant.access === 'read' && content.resident?.mustBuildFor(message.content);
    return mayBuild ? this.#services.builds.turn() : null;
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
    return message.repeats || this.#participant.access === 'read' || this.#isTooLarge(message);
  }

  /** What merely repeats what is stored needs no place. */
  #needsPlaces({ content: carried, repeats }: Edit): boolean {
    const { content } = this.#room;
    if (content.places !== null || isEmpty(carried) || this.#participant.access === 'read') return false;
    return !repeats || content.resident?.coverage().has(carried) !== true;
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
      this.#answers.owed.ask();
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
    if (edit.repeats) this.#answers.stepTwo(edit.count);
    if (isEmpty(edit.content) || (content !== null && this.#isKnown(edit, content))) {
      this.#answers.settle(edit.count, content?.lastSeq ?? 0);
    } else if (this.#participant.access === 'read') {
      this.#answers.refuse(edit.count, READ_ONLY);
    } else this.#takeNews(edit, this.#places());
  }

  #isKnown({ content: carried, repeats }: Edit, content: DocumentContent): boolean {
    const readOnly = this.#participant.access === 'read';
    if (!repeats && !readOnly) return false;
    const coverage = content.coverage();
    if (coverage.has(carried)) return true;
    if (!readOnly || !coverage.hasStructs(carried) || !this.#decodings.take()) return false;
    return this.#services.builds.run(() => content.fullCoverage()).has(carried);
  }

  /**
   * The log holds one struct under each id: what an edit says of those that are stored, or wait to be, is left out, be it the
   * same or not. What is left then waits behind those that wait.
   */
  #takeNews(edit: Edit, places: StructPlaces): void {
    const waiting = this.#services.queue.structsOf(this.#room.documentId) ?? NONE;
    const leansOnWaiting = hasAny(edit.content, waiting);
    const deletions = this.#room.content.resident?.measured?.deletions ?? NONE;
    const news = hasAny(edit.content, places.structs) ? without(edit, { structs: places.structs, deletions }) : edit;
    const checked = this.#checked(news, places);
    if (checked === null) return;
    if (checked.incomplete === null) this.#takeComplete(news, checked, leansOnWaiting);
    else if (edit.repeats) this.#takePart(news, checked, checked.incomplete, leansOnWaiting);
    else this.#askFor(edit, checked, places);
  }

  #checked(edit: Edit, places: StructPlaces): CheckedUpdate | null {
    try {
      return checkPlaces(edit.bytes, places);
    } catch (error) {
      if (!(error instanceof InvalidUpdateError)) throw error;
      this.#blame(error);
      return null;
    }
  }

  #takeComplete(news: Edit, checked: CheckedUpdate, leansOnWaiting: boolean): void {
    if (isEmpty(news.content) && !leansOnWaiting) {
      this.#answers.settle(news.count, this.#room.content.resident?.lastSeq ?? 0);
    } else if (this.#isTooLarge(news)) {
      this.#answers.refuse(news.count, ['document_too_large', tooLargeReason(this.#services.limits.maxDocumentBytes)]);
    } else {
      checked.adopt();
      this.#store(news, leansOnWaiting);
    }
  }

  /** Nobody could read what builds on something that nobody has. The rest is stored all the same. */
  #takePart(news: Edit, checked: CheckedUpdate, incomplete: Known, leansOnWaiting: boolean): void {
    this.#answers.tellRefusal(news.count, incompleteRefusal(checked));
    this.#takeComplete(without(news, incomplete), checked, leansOnWaiting);
  }

  /** What is missing may be on its way, or with the client only: it was offline, say, and speaks before it has been asked. */
  #askFor({ count }: Edit, checked: CheckedUpdate, places: StructPlaces): void {
    const { owed } = this.#answers;
    const refusal = checked.isTooDeep ? incompleteRefusal(checked) : owed.refusal;
    if (refusal !== null) this.#answers.refuse(count, refusal);
    else {
      owed.add(count);
      if (owed.size > MOST_OWED) this.#socket.close(CLOSE.tryAgainLater, 'what your changes build on is missing');
      if (!this.#introduced || !owed.ask()) return;
      this.#socket.send(syncFrame(SYNC.step1, encodeStateVector(places.structs.stateVector())));
    }
  }

  #places(): StructPlaces {
    const { places } = this.#room.content;
    if (places === null) throw new Error('nothing may be taken before the places are read');
    return places;
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
