import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** `PGCOPY\n\377\r\n\0`, flags, length of the extension (https://www.postgresql.org/docs/current/sql-copy.html). */
const headerLength = 19;
/** Before a tuple's fields stands their number, before each field its length. */
const countBytes = 2;
const lengthBytes = 4;
const endOfData = -1;

/** One row as PostgreSQL's binary representation has it. Its fields are numbered from 0 on, and null for NULL. */
export class BinaryRow {
  readonly #bytes: Buffer;

  /** `bytes` is a whole tuple: the number of its fields, then each field behind its length. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A `boolean` field. */
  boolean(field: number): boolean | null {
    const at = this.#valueOf(field);
    return at === null ? null : this.#bytes[at] === 1;
  }

  /** A `bigint` field that is within the safe integers. */
  int8(field: number): number | null {
    const at = this.#valueOf(field);
    return at === null ? null : Number(this.#bytes.readBigInt64BE(at));
  }

  /** A `bytea` field, as a slice of the row. */
  bytes(field: number): Buffer | null {
    const at = this.#valueOf(field);
    return at === null ? null : this.#bytes.subarray(at, at + this.#bytes.readInt32BE(at - lengthBytes));
  }

  /** Where a field's value begins. */
  #valueOf(field: number): number | null {
    let at = countBytes;
    for (let before = field; before > 0; before--) at += lengthBytes + Math.max(0, this.#bytes.readInt32BE(at));
    return this.#bytes.readInt32BE(at) < 0 ? null : at + lengthBytes;
  }
}

/** A `COPY … TO STDOUT` on a connection: the driver has no binary results, but hands out copied bytes as they are. */
class CopyOut implements pg.Submittable {
  readonly #statement: string;
  readonly #take: (row: BinaryRow) => void;
  readonly #resolve: () => void;
  readonly #reject: (error: unknown) => void;
  #stream: Duplex | undefined;
  #begun = false;

  constructor(
    statement: string,
    take: (row: BinaryRow) => void,
    resolve: () => void,
    reject: (error: unknown) => void,
  ) {
    this.#statement = statement;
    this.#take = take;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: pg.Connection): void {
    this.#stream = connection.stream;
    connection.query(this.#statement);
  }

  /** A chunk is one row, the first one behind the header; it is a slice of a buffer that the driver uses again. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const bytes = Buffer.from(this.#begun ? chunk : chunk.subarray(headerLength));
    this.#begun = true;
    if (bytes.length === 0 || bytes.readInt16BE(0) === endOfData) return;
    this.#pauseForTurn();
    try {
      this.#take(new BinaryRow(bytes));
    } catch (error) {
      // Thrown here, in an event of the driver's socket, it would end the process.
      this.#reject(error);
    }
  }

  /** Many small rows would come a megabyte and more at a time, and hold up everybody else meanwhile. */
  #pauseForTurn(): void {
    if (this.#stream === undefined || this.#stream.isPaused()) return;
    this.#stream.pause();
    setImmediate(() => this.#stream?.resume());
  }

  handleCommandComplete(): void {
    // The answer is whole when the connection is ready again.
  }

  handleReadyForQuery(): void {
    this.#resolve();
  }

  handleError(error: Error): void {
    this.#reject(error);
  }
}

/**
 * Hands out the rows of a query one by one as they come, as binary: large values come at half the size and a fraction of the
 * work of the driver's text format. `query` takes no parameters: what stands in it must be known to be harmless. The pool's
 * connections must not be pipelined. Throws what the database answers, or what `take` throws.
 */
export async function copyRows(pool: pg.Pool, query: string, take: (row: BinaryRow) => void): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      client.query(new CopyOut(`copy (${query}) to stdout (format binary)`, take, resolve, reject));
    });
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(failure);
  }
}
