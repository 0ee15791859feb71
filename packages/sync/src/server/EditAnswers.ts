import { Acknowledgements } from './Acknowledgements.ts';
import type { FrameSocket } from './FrameSocket.ts';
import { acknowledgementFrame, permissionDeniedFrame, refusalFrame } from './frames.ts';
import { OwedEdits, type Refusal } from './OwedEdits.ts';
import type { Participant, SyncServices } from './services.ts';

type AnswerServices = Pick<SyncServices, 'counters' | 'observer'>;

/** What one connection is told about its edits, each of which has a number: that it is dealt with, or why it was refused. */
export class EditAnswers {
  readonly #socket: FrameSocket;
  readonly #participant: Participant;
  readonly #services: AnswerServices;
  readonly #documentId: string;
  readonly #acknowledgements = new Acknowledgements();
  readonly owed = new OwedEdits();
  /** By the number of a SyncStep2 those of the edits that it carries once more, and that are settled with it. */
  readonly #together = new Map<number, readonly number[]>();
  #lastSeq = 0;

  constructor(socket: FrameSocket, participant: Participant, services: AnswerServices, documentId: string) {
    this.#socket = socket;
    this.#participant = participant;
    this.#services = services;
    this.#documentId = documentId;
  }

  /** A SyncStep2 came: what was owed is settled with it. */
  stepTwo(count: number): void {
    this.#together.set(count, this.owed.answered());
  }

  /** The edit is dealt with. One acknowledgement per turn covers all that were settled in it. */
  settle(count: number, seq: number): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    const settled = [...(this.#together.get(count) ?? []), count];
    this.#together.delete(count);
    const isMore = settled.filter((number) => this.#acknowledgements.settle(number)).length > 0;
    if (!isMore || !this.#participant.extended) return;
    this.#socket.sendLast(() => acknowledgementFrame(this.#acknowledgements.count, this.#lastSeq));
  }

  refuse(count: number, refusal: Refusal): void {
    this.tellRefusal(count, refusal);
    this.settle(count, this.#lastSeq);
  }

  /** The edit, or a part of it, is not taken. The first of those that are settled with it is named. */
  tellRefusal(count: number, [code, reason]: Refusal): void {
    const together = this.#together.get(count);
    // Access may come back at any moment.
    if (together !== undefined && code !== 'read_only') this.owed.refused([code, reason]);
    this.#services.counters.refusals += 1;
    this.#services.observer?.refused(code, this.#documentId);
    const first = together?.[0] ?? count;
    this.#socket.send(this.#participant.extended ? refusalFrame(code, reason, first) : permissionDeniedFrame(reason));
  }
}
