import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type ClockRange, rangesByClient } from './RangeSet.ts';
import { inspectUpdate, type UpdateContent } from './update-content.ts';

/** Writes ranges as Yjs writes deletions: for each client its number, how many ranges, and each range's start and length. */
export function writeRanges(encoder: encoding.Encoder, ranges: readonly ClockRange[]): void {
  const clients = rangesByClient(ranges);
  encoding.writeVarUint(encoder, clients.size);
  for (const [client, own] of clients) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, own.length);
    for (const { start, end } of own) {
      encoding.writeVarUint(encoder, start);
      encoding.writeVarUint(encoder, end - start);
    }
  }
}

function readRanges(decoder: decoding.Decoder): readonly ClockRange[] {
  const ranges: ClockRange[] = [];
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const start = decoding.readVarUint(decoder);
      ranges.push({ client, start, end: start + decoding.readVarUint(decoder) });
    }
  }
  return ranges;
}

/**
 * Which structs and deletions an update carries, in a few bytes. A log that keeps them beside a snapshot spares the server
 * decoding the snapshot. Throws `InvalidUpdateError`.
 */
export function coverageOf(update: Uint8Array): Uint8Array {
  const { structs, deletions } = inspectUpdate(update);
  const encoder = encoding.createEncoder();
  writeRanges(encoder, structs);
  writeRanges(encoder, deletions);
  return encoding.toUint8Array(encoder);
}

/** Reads what `coverageOf` wrote. */
export function decodeCoverage(bytes: Uint8Array): UpdateContent {
  const decoder = decoding.createDecoder(bytes);
  return { structs: readRanges(decoder), deletions: readRanges(decoder) };
}

/** An update (format v1) that only deletes. */
export function deletionsUpdate(deletions: readonly ClockRange[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  writeRanges(encoder, deletions);
  return encoding.toUint8Array(encoder);
}
