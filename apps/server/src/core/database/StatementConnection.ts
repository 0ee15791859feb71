import pg from 'pg';
import { log } from '../log.ts';
import { connectionOptions, type DatabaseRole } from './pools.ts';
import { type BinaryValue, type PreparedStatement, prepareMessages, runMessages } from './statement-messages.ts';

/** One row's fields as text; null for NULL. */
export type TextRow = readonly (string | null)[];

interface Link {
  readonly client: pg.Client;
  readonly prepared: Set<string>;
}

interface Settle {
  readonly resolve: (rows: readonly TextRow[]) => void;
  readonly reject: (error: Error) => void;
}

/** One execution, sent as one piece: the driver describes the answer anew each time and sends five. */
class Execution implements pg.Submittable {
  readonly #link: Link;
  readonly #statement: PreparedStatement;
  readonly #values: readonly BinaryValue[];
  readonly #settle: Settle;
  readonly #rows: TextRow[] = [];

  constructor(link: Link, statement: PreparedStatement, values: readonly BinaryValue[], settle: Settle) {
    this.#link = link;
    this.#statement = statement;
    this.#values = values;
    this.#settle = settle;
  }

  submit(connection: pg.Connection): void {
    const run = runMessages(this.#statement.name, this.#values);
    const isPrepared = this.#link.prepared.has(this.#statement.name);
    connection.stream.write(isPrepared ? run : Buffer.concat([prepareMessages(this.#statement), run]));
  }

  handleDataRow({ fields }: { fields: TextRow }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete(): void {
    // The answer is whole when the connection is ready again.
  }

  handleReadyForQuery(): void {
    this.#link.prepared.add(this.#statement.name);
    this.#settle.resolve(this.#rows);
  }

  handleError(error: Error): void {
    this.#settle.reject(error);
  }
}

/**
 * A connection of its own for few statements that run very often: they stay prepared, wait behind nothing else, and cost
 * a fraction of the driver's general way. Opened on first use, and again when it was lost.
 */
export class StatementConnection {
  static readonly #open = new Set<StatementConnection>();
  readonly #role: DatabaseRole;
  /** Of the connection that is open, or about to be. */
  #client: pg.Client | undefined;
  #opening: Promise<Link> | undefined;
  #link: Link | undefined;
  /** Executions that were asked for and are not done. */
  #unsettled = 0;
  /** Settles when what was asked last is done: one connection does one thing at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(role: DatabaseRole) {
    this.#role = role;
  }

  /** Ends all that are open. */
  static async closeAll(): Promise<void> {
    await Promise.all([...StatementConnection.#open].map((connection) => connection.#close()));
  }

  /** The rows of the answer. Throws what the database answers, or why it cannot be reached. */
  execute(statement: PreparedStatement, values: readonly BinaryValue[]): Promise<readonly TextRow[]> {
    // Mostly nothing is to be waited for, and then no promise stands between the caller and the socket.
    const link = this.#unsettled === 0 ? this.#link : undefined;
    this.#unsettled += 1;
    const rows = link === undefined ? this.#inTurn(statement, values) : this.#run(link, statement, values);
    this.#last = rows;
    return rows;
  }

  async #inTurn(statement: PreparedStatement, values: readonly BinaryValue[]): Promise<readonly TextRow[]> {
    await this.#last.catch(() => undefined);
    return this.#run(await this.#opened(), statement, values);
  }

  #run(link: Link, statement: PreparedStatement, values: readonly BinaryValue[]): Promise<readonly TextRow[]> {
    return new Promise((resolve, reject) => {
      const settle = { resolve: this.#settling(resolve), reject: this.#settling(reject) };
      link.client.query(new Execution(link, statement, values, settle));
    });
  }

  #settling<Outcome>(settle: (outcome: Outcome) => void): (outcome: Outcome) => void {
    return (outcome) => {
      this.#unsettled -= 1;
      settle(outcome);
    };
  }

  async #opened(): Promise<Link> {
    try {
      this.#opening ??= this.#connect();
      return await this.#opening;
    } catch (error) {
      this.#unsettled -= 1;
      throw error;
    }
  }

  async #connect(): Promise<Link> {
    const client = new pg.Client({ ...connectionOptions(this.#role), keepAlive: true });
    client.on('error', (error) => {
      log.warn({ role: this.#role, error: error.message }, 'a database connection was lost');
      this.#forget(client);
    });
    client.on('end', () => this.#forget(client));
    this.#client = client;
    StatementConnection.#open.add(this);
    try {
      await client.connect();
    } catch (error) {
      this.#forget(client);
      throw error;
    }
    this.#link = { client, prepared: new Set() };
    return this.#link;
  }

  /** The end of one that was lost may be heard of when the next one is open. */
  #forget(client: pg.Client): void {
    if (client !== this.#client) return;
    this.#opening = undefined;
    this.#link = undefined;
    StatementConnection.#open.delete(this);
  }

  async #close(): Promise<void> {
    const link = await this.#opening?.catch(() => undefined);
    await link?.client.end();
  }
}
