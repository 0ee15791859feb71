import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE } from '../protocol/message-types.ts';
import { SYNC } from './frames.ts';

/** A message of a client; the bytes inside an update are not yet checked. */
export type ClientMessage =
  | { readonly type: 'step1'; readonly stateVector: ReadonlyMap<number, number> }
  | { readonly type: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'queryAwareness' };

/** Thrown for bytes that are not one well-formed message of the protocol. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

/** Thrown for a message that says more than the limits allow; the connection is closed with 4413. */
export class ExcessiveMessageError extends Error {
  override readonly name = 'ExcessiveMessageError';
}

/**
 * lib0 checks lengths against the whole ArrayBuffer, and a message that `ws` hands out may be a slice of a larger read buffer:
 * a false length would read a neighbour's bytes. That always leaves the position beyond the end, so it is caught here.
 */
function assertEnd(decoder: decoding.Decoder): void {
  if (decoder.pos !== decoder.arr.length) throw new MalformedMessageError('message does not end where it should');
}

function readStateVector(bytes: Uint8Array, maxClients: number): ReadonlyMap<number, number> {
  const decoder = decoding.createDecoder(bytes);
  const stateVector = new Map<number, number>();
  const clients = decoding.readVarUint(decoder);
  if (clients > maxClients) throw new ExcessiveMessageError(`state vector of more than ${maxClients} clients`);
  for (let left = clients; left > 0; left--) {
    stateVector.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
  }
  assertEnd(decoder);
  return stateVector;
}

function readSyncMessage(decoder: decoding.Decoder, maxVectorClients: number): ClientMessage {
  const kind = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  assertEnd(decoder);
  if (kind === SYNC.step1) return { type: 'step1', stateVector: readStateVector(bytes, maxVectorClients) };
  if (kind === SYNC.step2) return { type: 'step2', update: bytes };
  if (kind === SYNC.update) return { type: 'update', update: bytes };
  throw new MalformedMessageError(`unknown sync message ${kind}`);
}

function readMessage(decoder: decoding.Decoder, maxVectorClients: number): ClientMessage {
  const type = decoding.readVarUint(decoder);
  if (type === MESSAGE.sync) return readSyncMessage(decoder, maxVectorClients);
  if (type === MESSAGE.awareness) {
    const update = decoding.readVarUint8Array(decoder);
    assertEnd(decoder);
    return { type: 'awareness', update };
  }
  if (type === MESSAGE.queryAwareness) {
    assertEnd(decoder);
    return { type: 'queryAwareness' };
  }
  throw new MalformedMessageError(`unknown message type ${type}`);
}

/** Reads one WebSocket message. Throws `MalformedMessageError`, and `ExcessiveMessageError` for a state vector of more clients. */
export function decodeMessage(data: Uint8Array, maxVectorClients = Number.POSITIVE_INFINITY): ClientMessage {
  try {
    return readMessage(decoding.createDecoder(data), maxVectorClients);
  } catch (error) {
    if (error instanceof MalformedMessageError || error instanceof ExcessiveMessageError) throw error;
    throw new MalformedMessageError('message ends too early', { cause: error });
  }
}

/** Encodes a state vector as Yjs does. */
export function encodeStateVector(stateVector: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map(stateVector));
}
