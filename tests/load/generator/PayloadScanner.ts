import { MARK, PAYLOAD_LENGTH } from './BenchUpdates.ts';

/** Calls back with who sent a payload and when. */
export type PayloadFound = (writer: number, sentAt: number) => void;

/** Finds measured payloads in a stream of bytes, also those that the network cut in two. */
export class PayloadScanner {
  readonly #found: PayloadFound;
  #rest: Buffer | undefined;

  constructor(found: PayloadFound) {
    this.#found = found;
  }

  scan(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    let end = 0;
    for (let at = bytes.indexOf(MARK); at >= 0 && at + PAYLOAD_LENGTH <= bytes.length; at = bytes.indexOf(MARK, end)) {
      end = at + PAYLOAD_LENGTH;
      this.#found(bytes.readUInt32LE(at + MARK.length), bytes.readDoubleLE(at + MARK.length + 4));
    }
    const keepFrom = Math.max(end, bytes.length - PAYLOAD_LENGTH + 1);
    this.#rest = bytes.indexOf(MARK[0] ?? 0, keepFrom) >= 0 ? Buffer.from(bytes.subarray(keepFrom)) : undefined;
  }
}
