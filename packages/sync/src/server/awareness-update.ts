import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { ExcessiveMessageError, MalformedMessageError } from './messages.ts';

/** One client's line in an awareness update; `state` is JSON, and `'null'` when the client is gone. */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string;
}

/** JSON of "not here any more". */
export const GONE = 'null';

function readEntries(decoder: decoding.Decoder, maxLines: number): readonly AwarenessEntry[] {
  const entries: AwarenessEntry[] = [];
  const lines = decoding.readVarUint(decoder);
  if (lines > maxLines) throw new ExcessiveMessageError(`awareness message of more than ${maxLines} lines`);
  for (let left = lines; left > 0; left--) {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    entries.push({ clientId, clock, state: decoding.readVarString(decoder) });
  }
  return entries;
}

function tried<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExcessiveMessageError) throw error;
    throw new MalformedMessageError('awareness update cannot be decoded', { cause: error });
  }
}

/**
 * Reads an awareness update without parsing the states. Throws `MalformedMessageError`, and `ExcessiveMessageError` for one of
 * more lines.
 */
export function decodeAwarenessUpdate(
  update: Uint8Array,
  maxLines = Number.POSITIVE_INFINITY,
): readonly AwarenessEntry[] {
  const decoder = decoding.createDecoder(update);
  const entries = tried(() => readEntries(decoder, maxLines));
  if (decoder.pos !== update.length) throw new MalformedMessageError('awareness update does not end where it should');
  return entries;
}

/** Writes an awareness update as y-protocols does. */
export function encodeAwarenessUpdate(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}
