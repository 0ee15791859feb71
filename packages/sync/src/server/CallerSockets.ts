/** How many sockets each caller has open. */
export class CallerSockets {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes note of a socket, which must `leave` later on; false when its caller has as many as one may have. */
  enter(caller: string | null): boolean {
    if (caller === null) return true;
    const open = (this.#open.get(caller) ?? 0) + 1;
    this.#open.set(caller, open);
    return open <= this.#most;
  }

  /** One that entered is gone. */
  leave(caller: string | null): void {
    const open = caller === null ? undefined : this.#open.get(caller);
    if (caller === null || open === undefined) return;
    if (open > 1) this.#open.set(caller, open - 1);
    else this.#open.delete(caller);
  }
}
