import * as decoding from 'lib0/decoding';
import type { LiveStatus } from './live-status.ts';

/** Reads the body of a position: everything up to `seq` was sent, in the server's life `epoch`. */
export function readPosition(decoder: decoding.Decoder): { readonly seq: number; readonly epoch: string } {
  return { seq: decoding.readVarUint(decoder), epoch: decoding.readVarString(decoder) };
}

/** Reads the body of an acknowledgement: messages dealt with, and the document's sequence number. */
export function readAcknowledgement(decoder: decoding.Decoder): { readonly count: number; readonly seq: number } {
  return { count: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) };
}

/** Reads the body of an access message; an access that this version does not know counts as unknown. */
export function readAccess(decoder: decoding.Decoder): {
  readonly access: LiveStatus['access'];
  readonly reason: string;
} {
  const access = decoding.readVarString(decoder);
  const reason = decoding.readVarString(decoder);
  return { access: access === 'read' || access === 'write' || access === 'none' ? access : 'unknown', reason };
}

/** Reads the body of a refusal. */
export function readRefusal(decoder: decoding.Decoder): {
  readonly code: string;
  readonly reason: string;
  readonly count: number;
} {
  const code = decoding.readVarString(decoder);
  const reason = decoding.readVarString(decoder);
  return { code, reason, count: decoding.readVarUint(decoder) };
}
