import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { BenchSocket, clientFrame } from './BenchSocket.ts';
import { BenchUpdates } from './BenchUpdates.ts';
import { greetingsOf, prefixOf, type Seat, STEP_1_OF_NOTHING } from './wire.ts';

/** One way to be a bad neighbour: done once, it answers with the number of frames that it sent. */
export type Attack = (seat: Seat) => Promise<number>;

const FRAMES = 40;
const FLOOD = 1_000;
const ENORMOUS = 64 * 1024 * 1024;
const HELD = 2_000;
/** What Node reads from a socket at once. */
const READ_AT_ONCE = 64 * 1024;
const POURING_AT_ONCE = 4;
/** Milliseconds that a server may take to show an offender out before the offender leaves. */
const PATIENCE = 100;

const PING = clientFrame(new Uint8Array());
PING[0] = 0x89;

const WHO_IS_HERE = Uint8Array.of(3);
const AWARENESS_OF_NOBODY = Uint8Array.of(1, 1, 0);
/** Says that 2^48 bytes follow. */
const HUGE_LENGTH = Uint8Array.of(0, 2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40);
/** A sync update: one client, a thousand million structs. */
const BROKEN_UPDATE = Uint8Array.of(0, 2, 8, 1, 0x80, 0x94, 0xeb, 0xdc, 0x03, 1, 0);

async function enter(seat: Seat): Promise<BenchSocket> {
  const socket = await BenchSocket.connect(seat.address);
  socket.listen(() => undefined);
  for (const greeting of greetingsOf(seat)) socket.send(greeting);
  return socket;
}

/** Sends the messages, each as one that the server takes for one of this document, and leaves. */
async function say(seat: Seat, messages: readonly Uint8Array[]): Promise<number> {
  const socket = await enter(seat);
  const prefix = prefixOf(seat);
  for (const message of messages) socket.send(Buffer.concat([prefix, message]));
  await delay(PATIENCE);
  socket.close();
  return messages.length;
}

function times(count: number, make: (index: number) => Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function truncated(): Uint8Array {
  const message = new BenchUpdates(0).next();
  return message.subarray(0, Math.floor(message.length * Math.random()));
}

/** Sends as many frames as fit into what a server reads at once, in one piece, on several sockets in the same moment. */
async function pour(seat: Seat, frame: () => Buffer): Promise<number> {
  const chunks = Array.from({ length: POURING_AT_ONCE }, () => chunkOf(frame));
  const sockets = await Promise.all(chunks.map(() => enter(seat)));
  for (const [index, { tcp }] of sockets.entries()) tcp.write(chunks[index]?.bytes ?? '');
  await delay(PATIENCE);
  for (const socket of sockets) socket.close();
  return chunks.reduce((sum, { frames }) => sum + frames, 0);
}

function chunkOf(frame: () => Buffer): { bytes: Buffer; frames: number } {
  const frames: Buffer[] = [];
  for (let bytes = 0; bytes < READ_AT_ONCE; bytes += frames.at(-1)?.length ?? READ_AT_ONCE) frames.push(frame());
  return { bytes: Buffer.concat(frames), frames: frames.length };
}

/** A frame that says that it is compressed, which nobody has agreed on. */
async function compressed(seat: Seat): Promise<number> {
  const socket = await enter(seat);
  const frame = clientFrame(randomBytes(200));
  frame[0] = 0xc2;
  socket.tcp.write(frame);
  await delay(PATIENCE);
  socket.close();
  return 1;
}

/** 64 MB in one frame, as far as the server takes it. */
async function enormous(seat: Seat): Promise<number> {
  const socket = await enter(seat);
  const head = Buffer.alloc(14);
  head.writeUInt16BE(0x82ff, 0);
  head.writeBigUInt64BE(BigInt(ENORMOUS), 2);
  socket.tcp.write(head);
  const piece = randomBytes(1024 * 1024);
  for (let sent = 0; sent < ENORMOUS && !socket.closed; sent += piece.length) {
    socket.tcp.write(piece);
    await delay(10);
  }
  socket.close();
  return 1;
}

/** Asks for the document and for who is here again and again, and reads nothing of the answers. */
async function slowReader(seat: Seat): Promise<number> {
  const socket = await enter(seat);
  socket.tcp.pause();
  const prefix = prefixOf(seat);
  for (let count = 0; count < FRAMES; count++) {
    socket.send(Buffer.concat([prefix, count % 2 ? WHO_IS_HERE : STEP_1_OF_NOTHING]));
  }
  await delay(HELD);
  socket.close();
  return FRAMES;
}

/** Another document's name: in the address, and for hocuspocus before the messages. */
function wrongDocument(seat: Seat): Promise<number> {
  const address = seat.address.replace(/[0-9a-f-]+(?=\?|$)/, '00000000-0000-7000-8000-000000000000');
  return say(
    { ...seat, address, document: `${seat.document}-of-another` },
    times(FRAMES, () => STEP_1_OF_NOTHING),
  );
}

/** All kinds of attack, by name. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  malformed: (seat) =>
    say(
      seat,
      times(FRAMES, () => randomBytes(64)),
    ),
  truncated: (seat) => say(seat, times(FRAMES, truncated)),
  hugeLength: (seat) =>
    say(
      seat,
      times(FRAMES, () => HUGE_LENGTH),
    ),
  brokenUpdate: (seat) =>
    say(
      seat,
      times(FRAMES, () => BROKEN_UPDATE),
    ),
  randomUpdate: (seat) =>
    say(
      seat,
      times(FRAMES, () => Buffer.concat([Uint8Array.of(0, 2, 100), randomBytes(100)])),
    ),
  wrongDocument,
  flood: (seat) => {
    const updates = new BenchUpdates(0);
    return say(
      seat,
      times(FLOOD, (index) => (index % 3 ? updates.next() : AWARENESS_OF_NOBODY)),
    );
  },
  joins: (seat) =>
    say(
      seat,
      times(FRAMES, () => STEP_1_OF_NOTHING),
    ),
  pouredUpdates: (seat) => {
    const updates = new BenchUpdates(0);
    return pour(seat, () => clientFrame(Buffer.concat([prefixOf(seat), updates.next()])));
  },
  pouredQuestions: (seat) => pour(seat, () => clientFrame(Buffer.concat([prefixOf(seat), WHO_IS_HERE]))),
  pouredPings: (seat) => pour(seat, () => PING),
  compressed,
  enormous,
  slowReader,
};
