import type { Duplex } from 'node:stream';

/** Thousands of tiny frames fit into what Node reads at once, and `ws` takes all of them apart before it can be stopped. */
const PIECE_BYTES = 4 * 1024;

/** Hands what a WebSocket's TCP socket reads to `ws` in pieces, and keeps the rest once it is told to stop. */
export class PiecewiseReader {
  readonly #tcp: Duplex;
  #takers: ReturnType<Duplex['listeners']>;
  readonly #isStopped: () => boolean;
  readonly #kept: () => void;
  #rest: Buffer | null = null;

  /** Put it in between right after the upgrade. `kept` is called when there is a rest, which waits for `next`. */
  constructor(tcp: Duplex, isStopped: () => boolean, kept: () => void) {
    this.#tcp = tcp;
    this.#isStopped = isStopped;
    this.#kept = kept;
    this.#takers = tcp.listeners('data');
    tcp.removeAllListeners('data');
    tcp.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  get hasRest(): boolean {
    return this.#rest !== null;
  }

  /** Hands on one piece of what was kept. */
  next(): void {
    const rest = this.#rest;
    if (rest === null) return;
    this.#rest = rest.length > PIECE_BYTES ? rest.subarray(PIECE_BYTES) : null;
    this.#pass(rest.subarray(0, PIECE_BYTES));
  }

  /** From now on nobody cares for what comes. */
  discard(): void {
    this.#rest = null;
    this.#takers = [];
  }

  #read(chunk: Buffer): void {
    if (this.#takers.length === 0) return;
    if (this.#rest !== null || this.#isStopped()) this.#keep(chunk);
    else if (chunk.length <= PIECE_BYTES) this.#pass(chunk);
    else this.#readLong(chunk);
  }

  /** Pieces grow, because what does not stop after the first is part of a large message. */
  #readLong(chunk: Buffer): void {
    let rest = chunk;
    for (let bytes = PIECE_BYTES; rest.length > 0; bytes *= 2) {
      if (this.#isStopped()) {
        this.#keep(rest);
        return;
      }
      this.#pass(rest.subarray(0, bytes));
      rest = rest.subarray(bytes);
    }
  }

  #keep(chunk: Buffer): void {
    this.#rest = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#kept();
  }

  #pass(piece: Buffer): void {
    for (const take of this.#takers) Reflect.apply(take, this.#tcp, [piece]);
  }
}
