import * as encoding from 'lib0/encoding';

/** Stands before every measured payload; found again in any frame, also in one that the server merged. */
export const MARK = Buffer.from('\u0000MuSt\u0000', 'latin1');

/** A payload: the mark, who sent it (4 bytes) and when (8 bytes). */
export const PAYLOAD_LENGTH = MARK.length + 12;

const SYNC = 0;
const UPDATE = 2;
const CONTENT_BINARY = 3;
const HAS_ORIGIN = 0x80;

/** What one writer sends: Yjs updates, each a small item behind the one before, written by hand because that is fast. */
export class BenchUpdates {
  readonly #clientId = 1 + Math.floor(Math.random() * 0xfffffffe);
  readonly #writer: number;
  #clock = 0;

  constructor(writer: number) {
    this.#writer = writer;
  }

  /** A sync message with the next update; the payload says who sent it and when. */
  next(): Uint8Array {
    const payload = Buffer.allocUnsafe(PAYLOAD_LENGTH);
    MARK.copy(payload);
    payload.writeUInt32LE(this.#writer, MARK.length);
    payload.writeDoubleLE(performance.now(), MARK.length + 4);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, UPDATE);
    encoding.writeVarUint8Array(encoder, this.#update(payload));
    return encoding.toUint8Array(encoder);
  }

  #update(payload: Uint8Array): Uint8Array {
    const encoder = encoding.createEncoder();
    for (const number of [1, 1, this.#clientId, this.#clock]) encoding.writeVarUint(encoder, number);
    if (this.#clock === 0) this.#root(encoder);
    else this.#origin(encoder);
    encoding.writeVarUint8Array(encoder, payload);
    encoding.writeVarUint(encoder, 0);
    this.#clock += 1;
    return encoding.toUint8Array(encoder);
  }

  #root(encoder: encoding.Encoder): void {
    encoding.writeUint8(encoder, CONTENT_BINARY);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'bench');
  }

  #origin(encoder: encoding.Encoder): void {
    encoding.writeUint8(encoder, CONTENT_BINARY | HAS_ORIGIN);
    encoding.writeVarUint(encoder, this.#clientId);
    encoding.writeVarUint(encoder, this.#clock - 1);
  }
}
