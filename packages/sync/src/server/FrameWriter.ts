import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { pongFrame } from './websocket-frame.ts';

/**
 * Writes complete frames straight to the TCP socket of a WebSocket, so that a room builds each frame once; that is sound
 * because `ws` itself writes synchronously when no extension is in use. What is sent in one turn of the event loop leaves in
 * one write.
 */
export class FrameWriter {
  readonly #webSocket: WebSocket;
  readonly #tcp: Duplex;
  readonly #maxBufferedBytes: number;
  #allowedBytes = 0;
  #frames: Buffer[] = [];
  #last: (() => Buffer) | undefined;
  #ping: Buffer | undefined;
  #flushing = false;

  constructor(webSocket: WebSocket, tcp: Duplex, maxBufferedBytes: number) {
    this.#webSocket = webSocket;
    this.#tcp = tcp;
    this.#maxBufferedBytes = maxBufferedBytes;
  }

  /** Takes a complete frame, or several in one Buffer; false when the client has left too much unread. */
  write(frame: Buffer): boolean {
    if (this.#tcp.writableLength === 0) this.#allowedBytes = 0;
    else if (this.#tcp.writableLength > this.#maxBufferedBytes + this.#allowedBytes) return false;
    this.#frames.push(frame);
    this.#flushSoon();
    return true;
  }

  /** Takes a frame that goes behind all others of this turn; it is made then, and only the one asked for last is. */
  writeLast(make: () => Buffer): void {
    this.#last = make;
    this.#flushSoon();
  }

  /** So many bytes more may lie unread: the client has asked for them. */
  allow(bytes: number): void {
    this.#allowedBytes += bytes;
  }

  /** Pings that came together get one answer, to the last of them, as RFC 6455 allows (5.5.3). */
  answer(ping: Buffer): void {
    this.#ping = ping;
    this.#flushSoon();
  }

  flush(): void {
    this.#flushing = false;
    const frames = this.#take();
    const [first] = frames;
    if (first === undefined || this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    if (frames.length === 1) {
      this.#tcp.write(first);
      return;
    }
    this.#tcp.cork();
    for (const frame of frames) this.#tcp.write(frame);
    this.#tcp.uncork();
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    process.nextTick(() => this.flush());
  }

  #take(): readonly Buffer[] {
    const frames = this.#frames;
    if (this.#ping !== undefined) frames.push(pongFrame(this.#ping));
    if (this.#last !== undefined) frames.push(this.#last());
    this.#ping = undefined;
    this.#last = undefined;
    this.#frames = [];
    return frames;
  }
}
