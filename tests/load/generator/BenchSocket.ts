import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const BINARY = 0x82;
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
const MASK = Buffer.from([0x4d, 0x75, 0x53, 0x74]);
const HEAD_ENDS = '\r\n\r\n';

/** The header of a client's frame: the fixed mask costs the server what any other would. */
function header(length: number): Buffer {
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = BINARY;
  if (length < 126) head[1] = 0x80 | length;
  else if (length < 65_536) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, MASK]);
}

/** A client's WebSocket frame around a message. */
export function clientFrame(message: Uint8Array): Buffer {
  const body = Buffer.from(message);
  for (let index = 0; index < body.length; index++) body[index] = (body[index] ?? 0) ^ (MASK[index & 3] ?? 0);
  return Buffer.concat([header(body.length), body]);
}

/**
 * A WebSocket on a bare TCP socket, which hands out the server's bytes as they come: a generator that took every frame
 * apart would be the limit long before the servers are.
 */
export class BenchSocket {
  readonly tcp: Socket;
  closed = false;
  /** What came before anybody listened. */
  #early: Buffer[];
  #received: ((chunk: Buffer) => void) | undefined;

  private constructor(tcp: Socket, rest: Buffer) {
    this.tcp = tcp;
    this.#early = rest.length > 0 ? [rest] : [];
    tcp.on('data', (chunk: Buffer) => {
      if (this.#received) this.#received(chunk);
      else this.#early.push(chunk);
    });
    tcp.on('close', () => {
      this.closed = true;
    });
    tcp.on('error', () => undefined);
  }

  /** Connects and upgrades. Throws when the server does not let it in. */
  static async connect(address: string): Promise<BenchSocket> {
    const { hostname, port, pathname, search } = new URL(address);
    const tcp = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(tcp, 'connect');
    tcp.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}${HEAD_ENDS}`,
    );
    return new BenchSocket(tcp, await readHead(tcp));
  }

  /** From now on every piece that the server sent goes there, cut where the network cut it. */
  listen(received: (chunk: Buffer) => void): void {
    this.#received = received;
    for (const chunk of this.#early.splice(0)) received(chunk);
  }

  /** Sends one binary message. */
  send(message: Uint8Array): void {
    this.tcp.write(clientFrame(message));
  }

  /** Says that it is alive, unasked, as frames with the server's pings are not taken apart. */
  pong(): void {
    this.tcp.write(PONG);
  }

  close(): void {
    this.tcp.destroy();
  }
}

function readHead(tcp: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const failed = () => reject(new Error(`no WebSocket: ${bytes.toString('latin1').split('\r\n')[0]}`));
    const read = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf(HEAD_ENDS);
      if (end < 0) return;
      tcp.off('data', read).off('close', failed).off('error', failed);
      if (bytes.subarray(0, 12).toString('latin1') !== 'HTTP/1.1 101') failed();
      else resolve(bytes.subarray(end + HEAD_ENDS.length));
    };
    tcp.on('data', read).once('close', failed).once('error', failed);
  });
}
