const BINARY = 2;
const CLOSE = 8;

/** Takes a server's bytes apart into WebSocket messages. Servers send unmasked frames, and these ones never in pieces. */
export class ServerFrames {
  readonly #message: (payload: Buffer) => void;
  #chunks: Buffer[] = [];
  #length = 0;
  #wanted = 2;
  /** Why the server closed, once it did. */
  closeReason: string | undefined;

  constructor(message: (payload: Buffer) => void) {
    this.#message = message;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= this.#wanted) {
      const bytes = this.#chunks.length === 1 ? (this.#chunks[0] ?? chunk) : Buffer.concat(this.#chunks);
      this.#chunks = [bytes];
      if (!this.#take(bytes)) return;
    }
  }

  /** Takes one frame off; false when it has not arrived in full. */
  #take(bytes: Buffer): boolean {
    const short = (bytes[1] ?? 0) & 0x7f;
    const start = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length < start) return this.#await(start);
    const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (bytes.length < start + size) return this.#await(start + size);
    const rest = bytes.subarray(start + size);
    this.#chunks = [rest];
    this.#length = rest.length;
    this.#wanted = 2;
    this.#handle((bytes[0] ?? 0) & 0x0f, bytes.subarray(start, start + size));
    return true;
  }

  #await(wanted: number): false {
    this.#wanted = wanted;
    return false;
  }

  #handle(operation: number, payload: Buffer): void {
    if (operation === BINARY) this.#message(payload);
    if (operation === CLOSE) {
      this.closeReason = payload.length < 2 ? 'no code' : `${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`;
    }
  }
}
