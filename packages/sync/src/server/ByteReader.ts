import { isUtf8 } from 'node:buffer';
import { InvalidUpdateError } from './invalid-update.ts';

const CONTINUES = 0x80;
const SEVEN_BITS = 0x7f;
/** No safe integer needs more bytes, signed or not. */
const LONGEST_INTEGER = 8;

/**
 * Reads lib0 encodings from exactly the bytes given: lib0's own decoder checks lengths against the whole memory of which they
 * may be a part. Throws `InvalidUpdateError` for bytes that end too early or say nothing that lib0 would write.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#position;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) throw new InvalidUpdateError('update ends too early');
    this.#position += 1;
    return byte;
  }

  varUint(): number {
    const first = this.byte();
    if (first < CONTINUES) return first;
    let number = first & SEVEN_BITS;
    for (let factor = 128, count = 1; count < LONGEST_INTEGER; count++, factor *= 128) {
      const byte = this.byte();
      number += (byte & SEVEN_BITS) * factor;
      if (byte < CONTINUES && Number.isSafeInteger(number)) return number;
    }
    throw new InvalidUpdateError('number out of range');
  }

  skipVarInt(): void {
    for (let count = 0; count < LONGEST_INTEGER; count++) if (this.byte() < CONTINUES) return;
    throw new InvalidUpdateError('number out of range');
  }

  skipBytes(length: number): void {
    this.#position += length;
    if (this.#position > this.#bytes.length) throw new InvalidUpdateError('update ends too early');
  }

  /** Skips a string; answers with its length in UTF-16 units, by which Yjs counts. */
  skipText(): number {
    const text = this.#text();
    for (let index = 0; index < text.length; index++) {
      if ((text[index] ?? 0) >= CONTINUES) return decoded(text).length;
    }
    return text.length;
  }

  /** Skips a string; answers whether it is this one, which must be ASCII. */
  skipsText(text: string): boolean {
    const length = this.skipText();
    return length === text.length && this.#endsWith(text);
  }

  text(): string {
    return decoded(this.#text());
  }

  #endsWith(text: string): boolean {
    const start = this.#position - text.length;
    for (let index = 0; index < text.length; index++) {
      if (this.#bytes[start + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  #text(): Uint8Array {
    const length = this.varUint();
    const start = this.#position;
    this.skipBytes(length);
    return this.#bytes.subarray(start, this.#position);
  }
}

/** Decodes as Yjs does: what is no UTF-8 it does not read. */
function decoded(text: Uint8Array): string {
  if (!isUtf8(text)) throw new InvalidUpdateError('text is not UTF-8');
  return Buffer.from(text.buffer, text.byteOffset, text.length).toString();
}
