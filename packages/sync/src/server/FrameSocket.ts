import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { CLOSE, closeReason } from './close-codes.ts';
import { KEEP_ALIVE_FRAME } from './frames.ts';

const PING = Buffer.from([0x89, 0x00]);
const BEAT = Buffer.concat([PING, KEEP_ALIVE_FRAME]);

/** How long a closed socket may take to answer before it is cut. */
const CLOSE_TIMEOUT = 5_000;

/** Why nothing is read from a socket for the moment. */
export type HoldReason = 'authorizing' | 'loading' | 'storing' | 'draining';

/** What a socket tells its connection. */
export interface FrameSocketListener {
  message(data: Buffer): void;
  /** A frame that breaks the WebSocket protocol or is a text message. */
  offence(code: number, reason: string): void;
  /** Called at every interval at which the client is asked for a sign of life. */
  beat(): void;
  /** Called once, as soon as nothing more can be sent. */
  closed(): void;
}

/**
 * One client's WebSocket. Complete frames are written straight to the TCP socket, so that a room builds each frame once;
 * that is sound because `ws` itself writes synchronously when no extension is in use. What is sent in one turn of the event
 * loop leaves in one write.
 */
export class FrameSocket {
  readonly #webSocket: WebSocket;
  readonly #tcp: Duplex;
  readonly #maxBufferedBytes: number;
  readonly #holds = new Set<HoldReason>();
  #listener: FrameSocketListener | undefined;
  /** Beats since the client was last heard. */
  #silentBeats = 0;
  #closed = false;
  #joinBytes = 0;
  #frames: Buffer[] = [];
  #last: (() => Buffer) | undefined;
  #flushing = false;

  constructor(webSocket: WebSocket, tcp: Duplex, maxBufferedBytes: number) {
    this.#webSocket = webSocket;
    this.#tcp = tcp;
    this.#maxBufferedBytes = maxBufferedBytes;
    webSocket.on('message', (data, isBinary) => this.#message(data, isBinary));
    webSocket.on('pong', () => this.#heard());
    webSocket.on('close', () => this.#finish());
    webSocket.on('error', (error) => this.#failed(error));
  }

  get closed(): boolean {
    return this.#closed;
  }

  listen(listener: FrameSocketListener): void {
    this.#listener = listener;
  }

  /** Writes a complete frame, or several in one Buffer; a client that reads too slowly is closed instead. */
  send(frame: Buffer): void {
    if (this.#closed) return;
    if (this.#tcp.writableLength === 0) this.#joinBytes = 0;
    else if (this.#tcp.writableLength > this.#maxBufferedBytes + this.#joinBytes) {
      this.close(CLOSE.tryAgainLater, 'reading too slowly');
      return;
    }
    this.#frames.push(frame);
    this.#flushSoon();
  }

  /** Writes a frame behind all others of this turn; it is made then, and only the one asked for last is. */
  sendLast(make: () => Buffer): void {
    if (this.#closed) return;
    this.#last = make;
    this.#flushSoon();
  }

  /** Writes a document's content, which may be larger than what a slow reader is otherwise allowed to leave unread. */
  sendContent(frames: readonly Buffer[]): void {
    for (const frame of frames) {
      this.#joinBytes += frame.length;
      this.send(frame);
    }
  }

  /** Stops reading until every reason given is released; the client's own buffers fill meanwhile. */
  hold(reason: HoldReason): void {
    this.#holds.add(reason);
    if (this.#webSocket.readyState === this.#webSocket.OPEN) this.#webSocket.pause();
  }

  release(reason: HoldReason): void {
    if (!this.#holds.delete(reason) || this.#holds.size > 0) return;
    this.#silentBeats = 0;
    if (this.#webSocket.readyState === this.#webSocket.OPEN) this.#webSocket.resume();
  }

  /** Drops the socket if it was silent for two beats; otherwise asks for a sign of life. */
  beat(): void {
    if (this.#closed || this.#holds.size > 0) return;
    if (this.#silentBeats >= 2) {
      this.#webSocket.terminate();
      return;
    }
    this.#silentBeats += 1;
    this.#listener?.beat();
    this.send(BEAT);
  }

  /** Closes with a code and reason. Nothing is sent or delivered afterwards, whether the client answers or not. */
  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#flush();
    // A held socket would never read the client's closing handshake.
    this.#webSocket.resume();
    this.#webSocket.close(code, closeReason(reason));
    setTimeout(() => this.#webSocket.terminate(), CLOSE_TIMEOUT).unref();
    this.#finish();
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    process.nextTick(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#last !== undefined) this.#frames.push(this.#last());
    this.#last = undefined;
    const frames = this.#frames;
    const [first] = frames;
    if (first === undefined) return;
    this.#frames = [];
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    if (frames.length === 1) {
      this.#tcp.write(first);
      return;
    }
    this.#tcp.cork();
    for (const frame of frames) this.#tcp.write(frame);
    this.#tcp.uncork();
  }

  #message(data: RawData, isBinary: boolean): void {
    if (this.#closed) return;
    this.#heard();
    if (isBinary && data instanceof Buffer) this.#listener?.message(data);
    else this.#listener?.offence(CLOSE.malformed, 'text messages are not part of the protocol');
  }

  #heard(): void {
    this.#silentBeats = 0;
  }

  /** `ws` has closed the socket already when it reports a broken frame; plain network errors are no offence. */
  #failed(error: Error): void {
    if ('code' in error && typeof error.code === 'string' && error.code.startsWith('WS_ERR_')) {
      this.#listener?.offence(CLOSE.malformed, error.message);
    }
    this.#finish();
  }

  #finish(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#listener?.closed();
  }
}
