/** A statement that stays prepared on a connection under its name; the text casts each parameter to its type. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/** A parameter in PostgreSQL's binary representation (binary-values.ts); null for NULL. */
export type BinaryValue = Uint8Array | null;

const NULL = -1;
const BINARY = 1;

/** Execute of the unnamed portal without a limit of rows, and Sync: the same bytes after every Bind. */
const RUN = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);

/**
 * Prepares a statement, also where one of that name is already there
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html: Close, Parse).
 */
export function prepareMessages({ name, text }: PreparedStatement): Buffer {
  return Buffer.concat([message('C', Buffer.from(`S${name}\0`)), message('P', Buffer.from(`${name}\0${text}\0\0\0`))]);
}

/** Runs a prepared statement once, with binary parameters and an answer in text: Bind, Execute, Sync. */
export function runMessages(name: string, values: readonly BinaryValue[]): Buffer {
  const nameLength = Buffer.byteLength(name);
  const valuesLength = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 0);
  const bindLength = 4 + 1 + nameLength + 1 + 4 + 2 + valuesLength + 2;
  const buffer = Buffer.allocUnsafe(1 + bindLength + RUN.length);
  let at = buffer.write('B', 'latin1');
  at = buffer.writeInt32BE(bindLength, at);
  // The unnamed portal.
  at = buffer.writeUInt8(0, at);
  at += buffer.write(name, at);
  at = buffer.writeUInt8(0, at);
  // One format for all parameters.
  at = buffer.writeInt16BE(1, at);
  at = buffer.writeInt16BE(BINARY, at);
  at = buffer.writeInt16BE(values.length, at);
  for (const value of values) at = writeValue(buffer, value, at);
  // No format for the answer's fields: text.
  at = buffer.writeInt16BE(0, at);
  RUN.copy(buffer, at);
  return buffer;
}

function writeValue(buffer: Buffer, value: BinaryValue, at: number): number {
  const start = buffer.writeInt32BE(value?.length ?? NULL, at);
  if (value) buffer.set(value, start);
  return start + (value?.length ?? 0);
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
