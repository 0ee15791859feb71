import { aheadOf } from './ahead-of.ts';
import type { RoomMember } from './pending-update.ts';
import type { Room } from './Room.ts';
import type { Participant } from './services.ts';

/** What a client has that the log lacks, and whether it has told what that is. */
export class ClientTelling {
  readonly #room: Room;
  readonly #participant: Participant;
  readonly #teller: RoomMember;
  /** Clocks that the client said to have and the log had not, until it has told what they are. */
  #ahead: ReadonlyMap<number, number> | null = null;

  constructor(room: Room, participant: Participant, teller: RoomMember) {
    this.#room = room;
    this.#participant = participant;
    this.#teller = teller;
  }

  /** The client, which has what its state vector says, is asked for what is beyond what is known. */
  expect(known: ReadonlyMap<number, number>, vector: ReadonlyMap<number, number>): void {
    this.#ahead = aheadOf(known, vector);
  }

  /**
   * It has answered. Of what the client itself did by now, what could not be taken from it may come from those who
   * received it.
   */
  done(): void {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead === null || ahead.size === 0) return;
    this.#room.awareness.told(this.#participant, ahead);
    this.#room.askOthersAgain(this.#teller);
  }
}
