import { once } from 'node:events';
import { WebSocket } from 'ws';

const STEP_1_OF_NOTHING = Uint8Array.of(0, 0, 1, 0);
const STEP_2 = 1;

/** One socket that speaks just enough of the protocol, without decoding what it receives. */
export class BenchClient {
  readonly #socket: WebSocket;
  /** Called with every sync message. */
  received: ((frame: Buffer) => void) | undefined;
  closed: string | undefined;

  private constructor(address: string) {
    this.#socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
    this.#socket.on('message', (frame: Buffer) => {
      if (frame[0] === 0) this.received?.(frame);
    });
    this.#socket.on('close', (code, reason) => {
      this.closed = `${code} ${reason.toString()}`;
    });
  }

  /** Connects without asking for anything. */
  static async connect(address: string): Promise<BenchClient> {
    const client = new BenchClient(address);
    await once(client.#socket, 'open');
    return client;
  }

  /** Connects and waits for the document. */
  static async join(address: string): Promise<BenchClient> {
    const client = await BenchClient.connect(address);
    await new Promise<void>((resolve) => {
      client.received = (frame) => {
        if (frame[1] === STEP_2) resolve();
      };
      client.ask();
    });
    return client;
  }

  /** Asks for the document. */
  ask(): void {
    this.#socket.send(STEP_1_OF_NOTHING);
  }

  send(message: Uint8Array): void {
    this.#socket.send(message);
  }

  close(): void {
    this.#socket.terminate();
  }
}
