import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE } from '../protocol/close-codes.ts';
import { closeReason } from './close-reason.ts';
import type { FairShare, Waiting } from './FairShare.ts';
import { FrameBacklog, type ReceivedFrame } from './FrameBacklog.ts';
import { FrameWriter } from './FrameWriter.ts';
import { KEEP_ALIVE_FRAME } from './frames.ts';
import { PiecewiseReader } from './PiecewiseReader.ts';
import { TurnShare } from './TurnShare.ts';
import { PING } from './websocket-frame.ts';

const BEAT = Buffer.concat([PING, KEEP_ALIVE_FRAME]);
const NO_BYTES = Buffer.alloc(0);

/** How long a closed socket may take to answer before it is cut, and how many frames it may still send. */
const CLOSE_TIMEOUT = 5_000;
const FRAMES_AFTER_CLOSE = 1_000;

/** Of a client that has left, so many frames are still handled: whoever pours and leaves must not pile them up here. */
const FRAMES_OF_LEAVING = 100;

/** So many bytes are read from a socket that is held, to hear whether anybody is there. */
const HEARD_WHILE_HELD = 64 * 1024;

/** Why nothing is read from a socket for the moment; `turn` while frames that were read wait for their turn. */
export type HoldReason = 'authorizing' | 'loading' | 'storing' | 'draining' | 'turn';

/** What a socket tells its connection. */
export interface FrameSocketListener {
  message(data: Buffer): void;
  /** A ping, or an answer to one. */
  control(): void;
  /** A frame that breaks the WebSocket protocol or is a text message. */
  offence(code: number, reason: string): void;
  /** Called at every interval at which the client is asked for a sign of life. */
  beat(): void;
  /** Called once, as soon as nothing more can be sent. */
  closed(): void;
}

/** What bounds a socket. */
export interface FrameSocketOptions {
  /** Bytes that a client may leave unread, beyond the document's content. */
  readonly maxBufferedBytes: number;
  /** Bytes of frames that are handled at once in a turn of the event loop. */
  readonly bytesPerTurn: number;
  readonly fairShare: FairShare;
  /** Whose socket this is, if that is known. */
  readonly caller: string | null;
}

/**
 * One client's WebSocket. What it receives beyond its share of a turn of the event loop waits for its turn, as does what
 * arrives while the socket is held.
 */
export class FrameSocket implements Waiting {
  readonly caller: unknown;
  readonly #webSocket: WebSocket;
  readonly #tcp: Duplex;
  readonly #writer: FrameWriter;
  readonly #fairShare: FairShare;
  readonly #share: TurnShare;
  readonly #reader: PiecewiseReader;
  readonly #backlog = new FrameBacklog();
  readonly #holds = new Set<HoldReason>();
  #listener: FrameSocketListener | undefined;
  /** Beats since the client was last heard. */
  #silentBeats = 0;
  #bytesReadAtBeat = 0;
  #bytesReadAtHold = 0;
  /** The client has gone; what it said before is still being handled. */
  #leaving = false;
  #closed = false;
  #framesAfterClose = 0;

  constructor(webSocket: WebSocket, tcp: Duplex, options: FrameSocketOptions) {
    this.caller = options.caller ?? this;
    this.#webSocket = webSocket;
    this.#tcp = tcp;
    this.#writer = new FrameWriter(webSocket, tcp, options.maxBufferedBytes);
    this.#fairShare = options.fairShare;
    this.#share = new TurnShare(options.fairShare, options.bytesPerTurn);
    this.#reader = new PiecewiseReader(
      tcp,
      () => this.#holds.size > 0 || this.#closed,
      () => this.#waitForTurn(),
    );
    webSocket.on('message', (data, isBinary) => {
      if (isBinary && data instanceof Buffer) this.#receive('message', data);
      else this.#receive('text', NO_BYTES);
    });
    webSocket.on('ping', (data) => this.#receive('ping', data));
    webSocket.on('pong', () => this.#answered());
    webSocket.on('close', () => this.#left());
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
    if (!this.#closed && !this.#writer.write(frame)) this.close(CLOSE.tryAgainLater, 'reading too slowly');
  }

  /** Writes a frame behind all others of this turn; it is made then, and only the one asked for last is. */
  sendLast(make: () => Buffer): void {
    if (!this.#closed) this.#writer.writeLast(make);
  }

  /** Writes a document's content, which may be larger than what a slow reader is otherwise allowed to leave unread. */
  sendContent(frames: readonly Buffer[]): void {
    for (const frame of frames) {
      this.#writer.allow(frame.length);
      this.send(frame);
    }
  }

  /** Stops reading until every reason given is released; the client's own buffers fill meanwhile. */
  hold(reason: HoldReason): void {
    if (this.#closed && reason !== 'turn') return;
    if (this.#holds.size === 0) this.#bytesReadAtHold = this.#bytesRead;
    this.#holds.add(reason);
    this.#webSocket.pause();
  }

  release(reason: HoldReason): void {
    if (!this.#holds.delete(reason)) return;
    if (this.#waitsForTurnOnly) this.#fairShare.wait(this);
    if (this.#holds.size > 0) return;
    this.#silentBeats = 0;
    this.#webSocket.resume();
  }

  /** What was just handled was so costly that whatever follows it waits for the next turn. */
  endTurn(): void {
    this.#share.useUp();
  }

  handleNext(): boolean {
    if (!this.#waitsForTurnOnly) return false;
    const frame = this.#backlog.shift();
    if (frame !== undefined) this.#handle(frame.kind, frame.data);
    else this.#reader.next();
    if (!this.#backlog.isEmpty || this.#reader.hasRest) return this.#waitsForTurnOnly;
    this.release('turn');
    if (this.#leaving) this.#finish();
    return false;
  }

  /**
   * Drops the socket if it was silent for two beats; otherwise asks for a sign of life. One that is held is listened to for a
   * moment, and not judged once so much lies unread that its answer may be behind it.
   */
  beat(): void {
    if (this.#closed) return;
    if (this.#bytesRead > this.#bytesReadAtBeat) this.#silentBeats = 0;
    this.#bytesReadAtBeat = this.#bytesRead;
    const isHeld = this.#holds.size > 0;
    const isHeard = !isHeld || this.#bytesRead - this.#bytesReadAtHold < HEARD_WHILE_HELD;
    if (isHeard && this.#silentBeats >= 2) {
      this.#webSocket.terminate();
      return;
    }
    this.#silentBeats += 1;
    if (!isHeld) this.#listener?.beat();
    else if (isHeard) this.#listenIn();
    this.send(BEAT);
  }

  /** Closes with a code and reason. Nothing is sent or delivered afterwards, whether the client answers or not. */
  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#writer.flush();
    // A held socket would never read the client's closing handshake.
    this.#webSocket.resume();
    this.#webSocket.close(code, closeReason(reason));
    setTimeout(() => this.#webSocket.terminate(), CLOSE_TIMEOUT).unref();
    this.#finish();
  }

  #receive(kind: ReceivedFrame['kind'], data: Buffer): void {
    if (this.#closed) this.#ignore();
    else if (this.#holds.size === 0 && this.#share.take(data.length)) this.#handle(kind, data);
    else this.#defer({ kind, data });
  }

  #handle(kind: ReceivedFrame['kind'], data: Buffer): void {
    this.#silentBeats = 0;
    if (kind === 'message') this.#listener?.message(data);
    else if (kind === 'text') this.#listener?.offence(CLOSE.malformed, 'text messages are not part of the protocol');
    else {
      this.#writer.answer(data);
      this.#listener?.control();
    }
  }

  #defer(frame: ReceivedFrame): void {
    this.#silentBeats = 0;
    this.#backlog.push(frame);
    if (!this.#holds.has('turn')) this.#waitForTurn();
  }

  /** Of a closed socket only the client's answer is of interest, but it is looked for in its turn, too. */
  #waitForTurn(): void {
    this.hold('turn');
    if (this.#waitsForTurnOnly) this.#fairShare.wait(this);
  }

  /** Taking frames apart costs something even if nobody cares for them. */
  #ignore(): void {
    this.#framesAfterClose += 1;
    if (this.#framesAfterClose < FRAMES_AFTER_CLOSE) return;
    this.#reader.discard();
    this.#webSocket.terminate();
  }

  get #waitsForTurnOnly(): boolean {
    return this.#holds.size === 1 && this.#holds.has('turn');
  }

  #answered(): void {
    this.#silentBeats = 0;
    if (this.#closed) this.#ignore();
    else this.#listener?.control();
  }

  get #bytesRead(): number {
    return this.#tcp instanceof Socket ? this.#tcp.bytesRead : 0;
  }

  /** Reads for one turn of the event loop; what is more than a sign of life waits until the socket is released. */
  #listenIn(): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#webSocket.resume();
    setImmediate(() => {
      if (this.#holds.size > 0 && !this.#closed) this.#webSocket.pause();
    });
  }

  /**
   * `ws` has closed the socket already when it reports a broken frame. Plain network errors are no offence, nor is what `ws`
   * makes of the last bytes of a socket that is gone while others still wait for their turn.
   */
  #failed(error: Error): void {
    this.#reader.discard();
    const isBroken = 'code' in error && typeof error.code === 'string' && error.code.startsWith('WS_ERR_');
    if (isBroken && !this.#tcp.destroyed && !this.#closed) this.#listener?.offence(CLOSE.malformed, error.message);
    this.#left();
  }

  #left(): void {
    this.#reader.discard();
    this.#backlog.keep(FRAMES_OF_LEAVING);
    if (this.#waitsForTurnOnly) this.#leaving = true;
    else this.#finish();
  }

  #finish(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#backlog.clear();
    this.#holds.clear();
    if (this.#reader.hasRest) this.#waitForTurn();
    this.#listener?.closed();
  }
}
