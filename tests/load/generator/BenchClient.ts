import { BenchSocket } from './BenchSocket.ts';
import { ServerFrames } from './ServerFrames.ts';
import { greetingsOf, isStep2, prefixOf, type Seat, STEP_1_OF_NOTHING, syncMessageIn } from './wire.ts';

/** One client, which speaks just enough of the protocol and decodes nothing. */
export class BenchClient {
  readonly #socket: BenchSocket;
  readonly #prefix: Uint8Array;
  readonly #frames: ServerFrames;
  #synced: ((message: Buffer) => void) | undefined;

  private constructor(socket: BenchSocket, seat: Seat) {
    this.#socket = socket;
    this.#prefix = prefixOf(seat);
    this.#frames = new ServerFrames((message) => {
      const sync = syncMessageIn(message, this.#prefix);
      if (sync) this.#synced?.(sync);
    });
    socket.listen((chunk) => this.#frames.push(chunk));
  }

  /** Connects without asking for anything. */
  static async connect(seat: Seat): Promise<BenchClient> {
    const client = new BenchClient(await BenchSocket.connect(seat.address), seat);
    for (const greeting of greetingsOf(seat)) client.#socket.send(greeting);
    return client;
  }

  /** Connects and waits for the answer to its SyncStep1, where the server gives one. */
  static async join(seat: Seat): Promise<BenchClient> {
    const client = await BenchClient.connect(seat);
    if (seat.wire === 'relay') return client;
    await client.collect((message) => isStep2(message));
    return client;
  }

  /** Asks for the document and takes what comes until `isLast` is told the last message. */
  async collect(isLast: (syncMessage: Buffer) => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.tcp.once('close', () => reject(new Error(`closed while joining: ${this.closed}`)));
      this.#synced = (message) => {
        if (isLast(message)) resolve();
      };
      this.send(STEP_1_OF_NOTHING);
    });
    this.#synced = undefined;
  }

  /** Asks for the document and waits until so many bytes have come. */
  async receive(bytes: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.tcp.once('close', () => reject(new Error('closed while joining')));
      let left = bytes;
      this.#socket.listen((chunk) => {
        left -= chunk.length;
        if (left < 0) resolve();
      });
      this.send(STEP_1_OF_NOTHING);
    });
  }

  /** From now on the server's bytes go to `received` as they come. */
  listen(received: (chunk: Buffer) => void): void {
    this.#socket.listen(received);
  }

  /** Why the connection is closed, or undefined while it is open. */
  get closed(): string | undefined {
    return this.#socket.closed ? (this.#frames.closeReason ?? 'without a reason') : undefined;
  }

  /** Sends a message of the y-websocket protocol, with what this server wants before it. */
  send(message: Uint8Array): void {
    this.#socket.send(this.#prefix.length === 0 ? message : Buffer.concat([this.#prefix, message]));
  }

  /** Says that it is alive; servers drop clients that are silent for long. */
  beat(): void {
    this.#socket.pong();
  }

  close(): void {
    this.#socket.close();
  }
}
