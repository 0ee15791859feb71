/** Parameters as PostgreSQL's binary representation has them (src/backend/utils/adt: uuid_recv, array_recv, int4recv). */
import { parse } from 'uuid';

const INT4 = 23;
const INT8 = 20;
const UUID = 2950;

/** Throws a TypeError when it is no UUID. */
export function uuidValue(id: string): Uint8Array {
  return parse(id);
}

/** NULL where there is null. */
export function uuidArray(ids: readonly (string | null)[]): Buffer {
  return arrayOf(
    UUID,
    ids.map((id) => (id === null ? null : uuidValue(id))),
  );
}

/** Throws a RangeError when one does not fit into 32 bits. */
export function int4Array(numbers: readonly number[]): Buffer {
  return arrayOf(
    INT4,
    numbers.map((number) => {
      const bytes = Buffer.allocUnsafe(4);
      bytes.writeInt32BE(number);
      return bytes;
    }),
  );
}

/** A whole number. */
export function int8Value(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(number));
  return bytes;
}

/** Whole numbers; throws a RangeError when one is none. */
export function int8Array(numbers: readonly number[]): Buffer {
  return arrayOf(INT8, numbers.map(int8Value));
}

/** One dimension that begins at 1. */
function arrayOf(elementType: number, elements: readonly (Uint8Array | null)[]): Buffer {
  const length = elements.reduce((sum, element) => sum + 4 + (element?.length ?? 0), 20);
  const buffer = Buffer.allocUnsafe(length);
  let at = buffer.writeInt32BE(1, 0);
  at = buffer.writeInt32BE(elements.includes(null) ? 1 : 0, at);
  at = buffer.writeInt32BE(elementType, at);
  at = buffer.writeInt32BE(elements.length, at);
  at = buffer.writeInt32BE(1, at);
  for (const element of elements) {
    at = buffer.writeInt32BE(element?.length ?? -1, at);
    if (element) buffer.set(element, at);
    at += element?.length ?? 0;
  }
  return buffer;
}
