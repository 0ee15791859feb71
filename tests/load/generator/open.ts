import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { BenchClient } from './BenchClient.ts';
import type { OpenResult } from './messages.ts';
import { OwnLoad } from './OwnLoad.ts';
import type { Seat } from './wire.ts';

/**
 * y-websocket's server answers with an empty document and sends the stored one afterwards, so bytes tell when it is
 * there; that the document is whole is proven afterwards, by reading one.
 */
const ALMOST_ALL = 0.95;

/** One client keeps what it was sent; milliseconds until it had its document. */
async function openOne(seat: Seat, documentBytes: number, messages: Buffer[]): Promise<number> {
  const began = performance.now();
  const client = await BenchClient.connect(seat);
  let bytes = 0;
  await client.collect((message) => {
    messages.push(message);
    bytes += message.length;
    return bytes > documentBytes * ALMOST_ALL;
  });
  return performance.now() - began;
}

/** The others only count: a generator that kept hundreds of documents would be the limit. */
async function countOne(seat: Seat, documentBytes: number): Promise<number> {
  const began = performance.now();
  const client = await BenchClient.connect(seat);
  await client.receive(documentBytes * ALMOST_ALL);
  return performance.now() - began;
}

/** What the sync messages hold, except questions. */
function updatesIn(messages: readonly Buffer[]): readonly Uint8Array[] {
  return messages.flatMap((message) => {
    const decoder = decoding.createDecoder(message);
    decoding.readVarUint(decoder);
    return decoding.readVarUint(decoder) === 0 ? [] : [decoding.readVarUint8Array(decoder)];
  });
}

function decode(messages: readonly Buffer[]): number {
  const updates = updatesIn(messages);
  const began = performance.now();
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const elapsed = performance.now() - began;
  if (doc.store.pendingStructs !== null) throw new Error('the document that arrived lacks something');
  return elapsed;
}

/** Opens every seat at once; the time ends when the last client has its document. */
export async function open(seats: readonly Seat[], documentBytes: number): Promise<OpenResult> {
  const own = new OwnLoad();
  const messages: Buffer[] = [];
  const times = await Promise.all(
    seats.map((seat, index) => (index === 0 ? openOne(seat, documentBytes, messages) : countOne(seat, documentBytes))),
  );
  const figures = own.stop();
  return { ...figures, first: Math.min(...times), last: Math.max(...times), decodingMs: decode(messages) };
}
