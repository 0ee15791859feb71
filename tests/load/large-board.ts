import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createCard } from '@muster/contract/work/board-cards';
import { createColumn } from '@muster/contract/work/board-columns';
import { firstPositions } from '@muster/contract/work/board-position';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { greetingsOf, isStep2, prefixOf, type Seat, STEP_1_OF_NOTHING, syncMessageIn } from './generator/wire.ts';

const DESCRIPTION = 'Three flights of stairs, piano on the second floor.\nCall the customer an hour before arrival.';

/** A board as what its first days left, and the edits since. */
export interface LargeBoard {
  readonly bulk: Uint8Array;
  readonly tail: readonly Uint8Array[];
  /** Size of the document. */
  readonly bytes: number;
}

/** Edits since the last snapshot. */
const TAIL = 100;

/** A board with many cards, each made in a transaction of its own, as people make them. */
export function largeBoard(cards: number): LargeBoard {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const edit = { userId: randomUUID(), at: '2026-11-21T08:00:00.000Z', origin: 'bench' };
  const columnId = randomUUID();
  createColumn(doc, edit, { id: columnId, name: 'Jobs' });
  for (const [index, position] of firstPositions(cards).entries()) {
    const title = `Move of family number ${index}`;
    const card = { id: randomUUID(), title, description: DESCRIPTION, columnId, position };
    createCard(doc, edit, card);
  }
  const bulk = Y.mergeUpdates(updates.slice(0, -TAIL));
  return { bulk, tail: updates.slice(-TAIL), bytes: Y.encodeStateAsUpdate(doc).length };
}

/** Sends updates, and waits until the server has read them all. */
export async function send(seat: Seat, updates: readonly Uint8Array[]): Promise<void> {
  const socket = new WebSocket(seat.address, { perMessageDeflate: false });
  await once(socket, 'open');
  const prefix = prefixOf(seat);
  const say = (message: Uint8Array) => socket.send(Buffer.concat([prefix, message]));
  for (const greeting of greetingsOf(seat)) socket.send(greeting);
  const answered = new Promise((resolve) => {
    socket.on('message', (message: Buffer) => {
      const sync = syncMessageIn(message, prefix);
      if (sync && isStep2(sync)) resolve(undefined);
    });
  });
  // hocuspocus closes on those who say much before they have the document.
  say(STEP_1_OF_NOTHING);
  await answered;
  const closed = once(socket, 'close').then(([code]) => Number(code));
  for (const update of updates) say(updateMessage(update));
  const pong = once(socket, 'pong').then(() => null);
  socket.ping();
  const code = await Promise.race([pong, closed]);
  if (code !== null) throw new Error(`${seat.address} closed with ${code} while it was written to`);
  socket.close();
  await closed;
}

function updateMessage(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, 2);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}
