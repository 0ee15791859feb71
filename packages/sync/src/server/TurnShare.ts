import type { FairShare } from './FairShare.ts';

/** What handling any frame costs, in bytes of one that is decoded. */
const FRAME_COST = 512;

/** What one socket may send in a turn of the event loop to have it handled at once. */
export class TurnShare {
  readonly #fairShare: FairShare;
  readonly #bytesPerTurn: number;
  #turn = -1;
  #left = 0;

  constructor(fairShare: FairShare, bytesPerTurn: number) {
    this.#fairShare = fairShare;
    this.#bytesPerTurn = bytesPerTurn;
  }

  /**
   * Whether a frame of so many bytes is handled in this turn. The first one is, however large, but what it is beyond the share is
   * taken from those of later turns.
   */
  take(bytes: number): boolean {
    const { turn } = this.#fairShare;
    if (turn !== this.#turn) {
      this.#left = Math.min(this.#bytesPerTurn, this.#left + this.#bytesPerTurn * (turn - this.#turn));
      this.#turn = turn;
    }
    if (this.#left <= 0) return false;
    this.#left -= bytes + FRAME_COST;
    return true;
  }

  /** Uses up the rest: something costly was asked for. */
  useUp(): void {
    this.#left = Math.min(0, this.#left);
  }
}
