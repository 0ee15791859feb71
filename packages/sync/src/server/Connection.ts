import type { IncomingMessage } from 'node:http';
import { CLOSE } from '../protocol/close-codes.ts';
import type { Authorization } from './access.ts';
import { DocumentChannel } from './DocumentChannel.ts';
import type { FrameSocket, FrameSocketListener } from './FrameSocket.ts';
import { accessFrame } from './frames.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import { type ClientMessage, decodeMessage, ExcessiveMessageError, MalformedMessageError } from './messages.ts';
import type { TurnedAway } from './observer.ts';
import type { Room } from './Room.ts';
import { readResumeRequest } from './resume-request.ts';
import type { SilentSocket } from './SilentSockets.ts';
import type { Participant, SyncServices } from './services.ts';
import type { ConnectionIdentity } from './sync-server.ts';
import { TokenBucket } from './TokenBucket.ts';
import { countTurnedAway } from './turned-away.ts';

/** A request that `authorize` let in. */
export type Granted = Extract<Authorization, { ok: true }>;

/** A socket that has not been let in yet. */
export interface Visitor {
  readonly socket: FrameSocket;
  readonly request: IncomingMessage;
  readonly documentName: string;
  /** The name under which their offences are remembered; null when none are. */
  readonly caller: string | null;
  /** The network that they come from. */
  readonly address: string;
}

/** Keepalive intervals in which a client must ask for the document. */
const BEATS_TO_ASK = 3;

/** One client in one room: reads its messages, holds it to the limits, and lets its access change. */
export class Connection implements FrameSocketListener, SilentSocket {
  readonly socket: FrameSocket;
  readonly request: IncomingMessage;
  readonly caller: string | null;
  readonly address: string;
  readonly since = performance.now();
  readonly #documentName: string;
  readonly #room: Room;
  readonly #services: SyncServices;
  readonly #left: (connection: Connection) => void;
  readonly #participant: Participant;
  readonly #channel: DocumentChannel;
  readonly #messages: TokenBucket;
  readonly #awareness: TokenBucket;
  readonly #pings: TokenBucket;
  #beats = 0;
  #isAnsweringWhoIsHere = false;

  constructor(
    { socket, request, documentName, caller, address }: Visitor,
    { user, sessionId, access }: Granted,
    room: Room,
    services: SyncServices,
    left: (connection: Connection) => void,
  ) {
    this.socket = socket;
    this.request = request;
    this.caller = caller;
    this.address = address;
    this.#documentName = documentName;
    this.#room = room;
    this.#services = services;
    this.#left = left;
    const url = request.url ?? '';
    this.#participant = { user, sessionId, access, extended: /[?&]muster=1(&|$)/.test(url) };
    const resume = this.#participant.extended ? readResumeRequest(url) : null;
    this.#channel = new DocumentChannel(socket, this.#participant, room, services, resume, (error) =>
      this.#blame(error),
    );
    this.#messages = new TokenBucket(services.limits.messageBurst, services.limits.messagesPerSecond);
    this.#awareness = new TokenBucket(services.limits.awarenessBurst, services.limits.awarenessPerSecond);
    this.#pings = new TokenBucket(services.limits.pingBurst, services.limits.pingsPerSecond);
    room.enter(this.#channel);
    this.#announceAccess();
  }

  get identity(): ConnectionIdentity {
    const { user, sessionId } = this.#participant;
    return { documentName: this.#documentName, documentId: this.#room.documentId, user, sessionId };
  }

  get room(): Room {
    return this.#room;
  }

  message(data: Buffer): void {
    try {
      if (this.#messages.take()) this.#dispatch(decodeMessage(data, this.#services.limits.maxVectorClients));
      else this.offence(CLOSE.tooFast, 'too many messages');
    } catch (error) {
      this.#blame(error);
    }
  }

  control(): void {
    if (!this.#pings.take()) this.offence(CLOSE.tooFast, 'too many pings');
  }

  /** Closes the connection for something its client did; nobody else notices. */
  offence(code: number, reason: string): void {
    this.#services.counters.offenders += 1;
    if (this.caller !== null) this.#services.offenders.offended(this.caller);
    this.#services.observer?.offended(code);
    this.#services.logger?.warn({ ...this.identity, code, reason }, 'connection closed for what its client sent');
    this.socket.close(code, reason);
  }

  /** Whoever never asks for the document takes a place that somebody else may need. */
  beat(): void {
    this.#beats += 1;
    if (this.#channel.hasAsked) this.#channel.tellPosition();
    else if (this.#beats >= BEATS_TO_ASK) this.#turnAway('never_asked', 'nothing was asked for');
  }

  closeForSilence(): void {
    this.#turnAway('silent', 'too many connections that ask for nothing');
  }

  closed(): void {
    this.#services.silent.delete(this);
    this.#services.pressure.forget(this.#channel);
    this.#room.awareness.leave(this.#participant);
    this.#room.leave(this.#channel);
    this.#left(this);
  }

  /** Applies a new answer of `authorize`. */
  reauthorize(authorization: Authorization): void {
    if (!authorization.ok) this.#revoke(authorization.closeCode, authorization.reason);
    else if (authorization.documentId === this.#room.documentId) this.#grant(authorization);
    else this.socket.close(CLOSE.restarting, 'the document has moved');
  }

  #turnAway(reason: TurnedAway, text: string): void {
    countTurnedAway(this.#services, reason);
    this.socket.close(CLOSE.tryAgainLater, text);
  }

  #grant(authorization: Granted): void {
    const changed = authorization.access !== this.#participant.access;
    this.#participant.user = authorization.user;
    this.#participant.sessionId = authorization.sessionId;
    this.#participant.access = authorization.access;
    if (changed) this.#announceAccess();
  }

  /** Tells the client that it may do nothing any more, and why, and closes it. */
  #revoke(closeCode: number, reason: string): void {
    if (this.#participant.extended) this.socket.send(accessFrame('none', reason));
    this.socket.close(closeCode, reason);
  }

  #announceAccess(): void {
    if (this.#participant.extended) this.socket.send(accessFrame(this.#participant.access, ''));
  }

  #dispatch(message: ClientMessage): void {
    switch (message.type) {
      case 'step1':
        this.#join(message.stateVector);
        break;
      case 'step2':
      case 'update':
        this.#channel.edit(message.update, message.type === 'step2');
        break;
      case 'awareness':
        this.#speak(message.update);
        break;
      case 'queryAwareness':
        this.#answerWhoIsHere();
        break;
    }
  }

  /** The answer may be the whole document, so one is enough for a turn of the event loop. */
  #join(stateVector: ReadonlyMap<number, number>): void {
    this.#services.silent.delete(this);
    this.socket.endTurn();
    if (!this.#channel.join(stateVector)) this.offence(CLOSE.tooFast, 'asking for the document too often');
  }

  /** Questions that came together get one answer. */
  #answerWhoIsHere(): void {
    if (!this.#awareness.take()) this.offence(CLOSE.tooFast, 'asking who is here too often');
    if (this.#isAnsweringWhoIsHere) return;
    this.#isAnsweringWhoIsHere = true;
    process.nextTick(() => {
      this.#isAnsweringWhoIsHere = false;
      this.socket.send(this.#room.awareness.frame());
    });
  }

  /** What a stock client repeats about others does not count against it. */
  #speak(update: Uint8Array): void {
    const spoke = this.#room.awareness.receive(this.#participant, update);
    if (spoke && !this.#awareness.take()) this.offence(CLOSE.tooFast, 'too many awareness messages');
  }

  #blame(error: unknown): void {
    if (error instanceof ExcessiveMessageError) this.offence(CLOSE.tooLarge, error.message);
    else if (error instanceof MalformedMessageError || error instanceof InvalidUpdateError) {
      this.offence(CLOSE.malformed, error.message);
    } else {
      this.#services.logger?.error({ ...this.identity, err: error }, 'message could not be handled');
      this.socket.close(CLOSE.internal, 'internal error');
    }
  }
}
