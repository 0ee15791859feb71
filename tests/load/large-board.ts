import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createCard } from '@muster/contract/work/board-cards';
import { createColumn } from '@muster/contract/work/board-columns';
import { firstPositions } from '@muster/contract/work/board-position';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

const DESCRIPTION = 'Three flights of stairs, piano on the second floor.\nCall the customer an hour before arrival.';

/** A board with many cards, each made in a transaction of its own, as people make them. */
export function largeBoard(cards: number): { readonly updates: readonly Uint8Array[]; readonly bytes: number } {
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
  return { updates, bytes: Y.encodeStateAsUpdate(doc).length };
}

/** Sends the updates and waits until the server has read them all. */
export async function fill(address: string, updates: readonly Uint8Array[]): Promise<void> {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(Uint8Array.of(0, 0, 1, 0));
  for (const update of updates) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, 2);
    encoding.writeVarUint8Array(encoder, update);
    socket.send(encoding.toUint8Array(encoder));
  }
  const pong = once(socket, 'pong');
  socket.ping();
  await pong;
  socket.close();
  await once(socket, 'close');
}
