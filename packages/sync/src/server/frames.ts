import * as encoding from 'lib0/encoding';
import { MESSAGE } from '../protocol/message-types.ts';
import type { Access } from './access.ts';
import { frameHeader, websocketFrame } from './websocket-frame.ts';

/** Kinds of sync messages in y-protocols. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

const PERMISSION_DENIED = 0;

function frame(write: (encoder: encoding.Encoder) => void): Buffer {
  const encoder = encoding.createEncoder();
  write(encoder);
  return websocketFrame(encoding.toUint8Array(encoder));
}

type SyncKind = (typeof SYNC)[keyof typeof SYNC];

function syncHead(kind: SyncKind, length: number): Uint8Array {
  const head = encoding.createEncoder();
  encoding.writeVarUint(head, MESSAGE.sync);
  encoding.writeVarUint(head, kind);
  encoding.writeVarUint(head, length);
  return encoding.toUint8Array(head);
}

/** A sync message: a state vector (step1) or an update (step2, update). */
export function syncFrame(kind: SyncKind, bytes: Uint8Array): Buffer {
  return websocketFrame(syncHead(kind, bytes.length), bytes);
}

/** The same frame in two pieces, to be written one behind the other: a large document is not copied. */
export function syncFramePieces(kind: SyncKind, bytes: Uint8Array): readonly [Buffer, Buffer] {
  const head = syncHead(kind, bytes.length);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [Buffer.concat([frameHeader(head.length + bytes.length), head]), body];
}

/** An awareness message with an encoded awareness update. */
export function awarenessFrame(update: Uint8Array): Buffer {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** Tells a stock client why its change was not accepted. */
export function permissionDeniedFrame(reason: string): Buffer {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.auth);
    encoding.writeVarUint(encoder, PERMISSION_DENIED);
    encoding.writeVarString(encoder, reason);
  });
}

/** The first `count` document-changing messages of the connection are dealt with; `seq` is the document's last stored number. */
export function acknowledgementFrame(count: number, seq: number): Buffer {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.acknowledgement);
    encoding.writeVarUint(encoder, count);
    encoding.writeVarUint(encoder, seq);
  });
}

/** What the connection may do from now on, with the reason when it may do nothing. */
export function accessFrame(access: Access | 'none', reason: string): Buffer {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.access);
    encoding.writeVarString(encoder, access);
    encoding.writeVarString(encoder, reason);
  });
}

/** Why a message is refused while its connection stays. */
export const REFUSAL_CODES = [
  'read_only',
  'document_too_large',
  'update_too_complex',
  'incomplete',
  'out_of_order',
  'document_rejected',
] as const;

/** One of these reasons. */
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The connection's document-changing message number `count` was not accepted. */
export function refusalFrame(code: RefusalCode, reason: string, count: number): Buffer {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.refusal);
    encoding.writeVarString(encoder, code);
    encoding.writeVarString(encoder, reason);
    encoding.writeVarUint(encoder, count);
  });
}

/** The client has been sent everything up to `seq`; `epoch` says in which life of the server that number counts. */
export function positionFrame(seq: number, epoch: string): Buffer {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.position);
    encoding.writeVarUint(encoder, seq);
    encoding.writeVarString(encoder, epoch);
  });
}

/**
 * An awareness update about nobody. y-websocket gives a connection up after 30 s without a message, and WebSocket pings
 * are invisible to it, so an otherwise silent room sends this.
 */
export const KEEP_ALIVE_FRAME = awarenessFrame(Uint8Array.of(0));
