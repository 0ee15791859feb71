import { once } from 'node:events';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { decodeAwarenessUpdate } from '../server/awareness-update.ts';
import { eventually } from './eventually.ts';

/** A message of the server, read as plainly as possible. */
export type ServerMessage =
  | { readonly type: 'step1'; readonly bytes: Uint8Array }
  | { readonly type: 'step2'; readonly bytes: Uint8Array }
  | { readonly type: 'update'; readonly bytes: Uint8Array }
  | { readonly type: 'awareness'; readonly states: ReadonlyMap<number, Record<string, unknown> | null> }
  | { readonly type: 'permissionDenied'; readonly reason: string }
  | { readonly type: 'acknowledgement'; readonly count: number; readonly seq: number }
  | { readonly type: 'access'; readonly access: string; readonly reason: string }
  | { readonly type: 'position'; readonly seq: number; readonly epoch: string }
  | { readonly type: 'refusal'; readonly code: string; readonly reason: string; readonly count: number };

const SYNC_KINDS = ['step1', 'step2', 'update'] as const;

function readMessage(data: Uint8Array): ServerMessage {
  const decoder = decoding.createDecoder(data);
  const text = () => decoding.readVarString(decoder);
  const number = () => decoding.readVarUint(decoder);
  const type = number();
  if (type === 0) {
    const kind = SYNC_KINDS[number()];
    if (kind !== undefined) return { type: kind, bytes: decoding.readVarUint8Array(decoder) };
  }
  if (type === 1) {
    const entries = decodeAwarenessUpdate(decoding.readVarUint8Array(decoder));
    return { type: 'awareness', states: new Map(entries.map(({ clientId, state }) => [clientId, JSON.parse(state)])) };
  }
  if (type === 2 && number() === 0) return { type: 'permissionDenied', reason: text() };
  if (type === 100) return { type: 'acknowledgement', count: number(), seq: number() };
  if (type === 101) return { type: 'access', access: text(), reason: text() };
  if (type === 102) return { type: 'refusal', code: text(), reason: text(), count: number() };
  if (type === 103) return { type: 'position', seq: number(), epoch: text() };
  throw new Error(`server sent a message of type ${type}`);
}

/** The protocol by hand: sends any bytes, keeps every message, and maintains a replica from the sync messages. */
export class RawClient {
  readonly messages: ServerMessage[] = [];
  readonly doc = new Y.Doc();
  close: { readonly code: number; readonly reason: string } | null = null;
  readonly socket: WebSocket;

  private constructor(url: string) {
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.socket.on('message', (data: Buffer) => this.#receive(data));
    this.socket.on('error', () => this.socket.terminate());
    this.socket.on('close', (code, reason) => {
      this.close = { code, reason: reason.toString() };
    });
  }

  static async connect(url: string): Promise<RawClient> {
    const client = new RawClient(url);
    await once(client.socket, 'open');
    return client;
  }

  /** Connects and waits for the document. */
  static async join(url: string): Promise<RawClient> {
    const client = await RawClient.connect(url);
    client.askForDocument();
    await client.until('the SyncStep2', () => client.has('step2'));
    return client;
  }

  askForDocument(): void {
    this.sendSync(0, Y.encodeStateVector(this.doc));
  }

  send(...bytes: number[]): void {
    this.socket.send(Uint8Array.from(bytes));
  }

  sendSync(kind: 0 | 1 | 2, bytes: Uint8Array): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  /** Changes the replica and sends what changed as an update. */
  edit(change: (doc: Y.Doc) => void): void {
    const before = Y.encodeStateVector(this.doc);
    change(this.doc);
    this.sendSync(2, Y.encodeStateAsUpdate(this.doc, before));
  }

  sendAwareness(clientId: number, clock: number, state: unknown): void {
    const update = encoding.createEncoder();
    for (const value of [1, clientId, clock]) encoding.writeVarUint(update, value);
    encoding.writeVarString(update, JSON.stringify(state));
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(update));
    this.socket.send(encoding.toUint8Array(encoder));
  }

  has(type: ServerMessage['type']): boolean {
    return this.messages.some((message) => message.type === type);
  }

  all<Type extends ServerMessage['type']>(type: Type): readonly Extract<ServerMessage, { type: Type }>[] {
    return this.messages.filter((message): message is Extract<ServerMessage, { type: Type }> => message.type === type);
  }

  /** The count of the last acknowledgement, 0 before the first. */
  get acknowledged(): number {
    return this.all('acknowledgement').at(-1)?.count ?? 0;
  }

  /** What was last heard of a client id. */
  presence(clientId: number): Record<string, unknown> | null | undefined {
    return this.all('awareness')
      .findLast(({ states }) => states.has(clientId))
      ?.states.get(clientId);
  }

  until(what: string, fact: () => boolean): Promise<void> {
    return eventually(what, () => fact() || this.#failIfClosed(what));
  }

  async closed(): Promise<{ readonly code: number; readonly reason: string }> {
    await eventually('the connection to be closed', () => this.close !== null);
    return this.close ?? { code: 0, reason: '' };
  }

  /** Round trip: the server has read everything sent before, or has closed the connection. */
  async settle(): Promise<void> {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const over = new AbortController();
    const answers = ['pong', 'close'].map((event) => once(this.socket, event, { signal: over.signal }));
    const settled = Promise.race(answers);
    for (const answer of answers) answer.catch(() => undefined);
    this.socket.ping();
    await settled;
    over.abort();
  }

  #failIfClosed(what: string): boolean {
    if (this.close !== null) throw new Error(`closed with ${this.close.code} ${this.close.reason} before ${what}`);
    return false;
  }

  #receive(data: Buffer): void {
    const message = readMessage(data);
    this.messages.push(message);
    if (message.type === 'step2' || message.type === 'update') Y.applyUpdate(this.doc, message.bytes, 'server');
  }
}
