/** A socket with frames that wait. */
export interface Waiting {
  /** Whose it is: callers take turns, and the sockets of one caller take turns within theirs. */
  readonly caller: unknown;
  /** Handles the frame that has waited longest; false when no other is left that may be handled now. */
  handleNext(): boolean;
}

/** What the sockets of one server share. */
export interface FairShareOptions {
  /** Milliseconds of one turn of the event loop that go into frames that had to wait. */
  readonly turnTime: number;
  /** Whether so much waits for the log already that nothing more than each socket's share should come. */
  readonly isStorageBehind: () => boolean;
}

/**
 * Divides the event loop between sockets. What a socket sends within its share of a turn is handled as it is read; only what
 * goes beyond waits here, until all that is read in this turn was handled, and takes a bounded time of each turn. So nobody
 * waits for another's flood longer than that time, and a loop that has nothing else to do works it off all the same.
 */
export class FairShare {
  readonly #options: FairShareOptions;
  /** Callers in the order in which they are served next. */
  readonly #waiting = new Map<unknown, Set<Waiting>>();
  #turn = 0;
  #isTurnEnding = false;

  constructor(options: FairShareOptions) {
    this.#options = options;
  }

  /** A number that is another one in each turn of the event loop in which it is asked for. */
  get turn(): number {
    this.#endTurn();
    return this.#turn;
  }

  /** From now on the socket's frames are handled in its turns, until it says that there are none. */
  wait(socket: Waiting): void {
    const sockets = this.#waiting.get(socket.caller);
    if (sockets === undefined) this.#waiting.set(socket.caller, new Set([socket]));
    else sockets.add(socket);
    this.#endTurn();
  }

  /** Call when the log has caught up. */
  wake(): void {
    if (this.#waiting.size > 0) this.#endTurn();
  }

  #endTurn(): void {
    if (this.#isTurnEnding) return;
    this.#isTurnEnding = true;
    setImmediate(() => this.#turnEnded());
  }

  #turnEnded(): void {
    this.#isTurnEnding = false;
    this.#turn += 1;
    if (this.#waiting.size > 0) this.#workOff();
  }

  #workOff(): void {
    const until = performance.now() + this.#options.turnTime;
    while (this.#waiting.size > 0) {
      if (this.#options.isStorageBehind()) return;
      // A socket that has no more is read from again, and taking apart what it reads costs time, too.
      const wasLast = !this.#serveNext();
      if (wasLast || performance.now() >= until) break;
    }
    this.wake();
  }

  /**
   * One frame of one socket; then it is the next caller's turn, and within this caller's that of their next socket. Answers
   * whether the socket has more.
   */
  #serveNext(): boolean {
    const [[caller, sockets] = []] = this.#waiting;
    const [socket] = sockets ?? [];
    if (sockets === undefined || socket === undefined) return false;
    this.#waiting.delete(caller);
    sockets.delete(socket);
    if (sockets.size > 0) this.#waiting.set(caller, sockets);
    const hasMore = socket.handleNext();
    if (hasMore) this.wait(socket);
    return hasMore;
  }
}
