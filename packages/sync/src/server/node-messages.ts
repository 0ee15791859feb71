import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** One client's presence on its way to another node, with the user that `authorize` said. */
export interface PresenceLine {
  readonly clientId: number;
  readonly clock: number;
  /** JSON, signed by the node that sends it. */
  readonly state: string;
  readonly userId: string;
  /** Up to which clock the client has told all that it did before it connected; 0 before it has told anything. */
  readonly told: number;
}

/** A committed update; `bytes` is null where it is so large that the receiver does better to read it from the log. */
export interface SentUpdate {
  readonly seq: number;
  readonly bytes: Uint8Array | null;
}

/** A document's share of a commit. */
export interface SentCommit {
  readonly documentId: string;
  readonly updates: readonly SentUpdate[];
}

/** What nodes tell each other. `revision` counts the changes to the list of rooms that a node has open. */
export type NodeMessage =
  | { readonly type: 'heartbeat'; readonly revision: number }
  | { readonly type: 'rooms' | 'opened' | 'closed'; readonly revision: number; readonly documentIds: readonly string[] }
  | { readonly type: 'ask' | 'farewell' }
  | {
      readonly type: 'state' | 'presence';
      readonly documentId: string;
      readonly seq: number;
      readonly people: readonly PresenceLine[];
    }
  | { readonly type: 'committed'; readonly commits: readonly SentCommit[] }
  | { readonly type: 'close'; readonly documentId: string; readonly reason: string };

/** A message with the node that sent it. */
export interface ReceivedMessage {
  readonly from: string;
  readonly message: NodeMessage;
}

/** Nodes of another version understand each other, or skip what they do not know, during a rolling restart. */
const VERSION = 1;

const TYPES = [
  'heartbeat',
  'rooms',
  'opened',
  'closed',
  'ask',
  'farewell',
  'state',
  'presence',
  'committed',
  'close',
] as const satisfies readonly NodeMessage['type'][];

/** Writes a message of the node `from`. */
export function encodeNodeMessage(from: string, message: NodeMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeVarString(encoder, from);
  encoding.writeVarUint(encoder, TYPES.indexOf(message.type));
  writeBody(encoder, message);
  return encoding.toUint8Array(encoder);
}

function writeBody(encoder: encoding.Encoder, message: NodeMessage): void {
  if ('revision' in message) encoding.writeVarUint(encoder, message.revision);
  if ('documentIds' in message) writeList(encoder, message.documentIds, encoding.writeVarString);
  if ('documentId' in message) encoding.writeVarString(encoder, message.documentId);
  if ('people' in message) {
    encoding.writeVarUint(encoder, message.seq);
    writeList(encoder, message.people, writePresence);
    for (const { told } of message.people) encoding.writeVarUint(encoder, told);
  }
  if ('commits' in message) writeList(encoder, message.commits, writeCommit);
  if ('reason' in message) encoding.writeVarString(encoder, message.reason);
}

function writeList<Item>(
  encoder: encoding.Encoder,
  items: readonly Item[],
  write: (encoder: encoding.Encoder, item: Item) => void,
): void {
  encoding.writeVarUint(encoder, items.length);
  for (const item of items) write(encoder, item);
}

function writePresence(encoder: encoding.Encoder, { clientId, clock, state, userId }: PresenceLine): void {
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, state);
  encoding.writeVarString(encoder, userId);
}

/** No update is empty, so no bytes stand for "read it from the log". */
function writeCommit(encoder: encoding.Encoder, { documentId, updates }: SentCommit): void {
  encoding.writeVarString(encoder, documentId);
  writeList(encoder, updates, (to, { seq, bytes }) => {
    encoding.writeVarUint(to, seq);
    encoding.writeVarUint8Array(to, bytes ?? new Uint8Array());
  });
}

/** Reads a message; null when it is of a version or type that this node does not know. Throws on damaged bytes. */
export function decodeNodeMessage(bytes: Uint8Array): ReceivedMessage | null {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readVarUint(decoder) !== VERSION) return null;
  const from = decoding.readVarString(decoder);
  const type = TYPES[decoding.readVarUint(decoder)];
  return type === undefined ? null : { from, message: readBody(decoder, type) };
}

function readBody(decoder: decoding.Decoder, type: NodeMessage['type']): NodeMessage {
  const number = () => decoding.readVarUint(decoder);
  const text = () => decoding.readVarString(decoder);
  switch (type) {
    case 'heartbeat':
      return { type, revision: number() };
    case 'rooms':
    case 'opened':
    case 'closed':
      return { type, revision: number(), documentIds: readList(decoder, decoding.readVarString) };
    case 'ask':
    case 'farewell':
      return { type };
    case 'state':
    case 'presence':
      return { type, documentId: text(), seq: number(), people: readPeople(decoder) };
    case 'committed':
      return { type, commits: readList(decoder, readCommit) };
    case 'close':
      return { type, documentId: text(), reason: text() };
  }
}

function readList<Item>(decoder: decoding.Decoder, read: (decoder: decoding.Decoder) => Item): readonly Item[] {
  return Array.from({ length: decoding.readVarUint(decoder) }, () => read(decoder));
}

function readPeople(decoder: decoding.Decoder): readonly PresenceLine[] {
  const people = readList(decoder, readPresence);
  // Nodes of the release before end here.
  return people.map((person) => ({
    ...person,
    told: decoding.hasContent(decoder) ? decoding.readVarUint(decoder) : 0,
  }));
}

function readPresence(decoder: decoding.Decoder): Omit<PresenceLine, 'told'> {
  const [clientId, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
  return { clientId, clock, state: decoding.readVarString(decoder), userId: decoding.readVarString(decoder) };
}

function readCommit(decoder: decoding.Decoder): SentCommit {
  const documentId = decoding.readVarString(decoder);
  const updates = readList(decoder, (from) => {
    const seq = decoding.readVarUint(from);
    const bytes = decoding.readVarUint8Array(from);
    return { seq, bytes: bytes.length === 0 ? null : bytes };
  });
  return { documentId, updates };
}
