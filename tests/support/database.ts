import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The migrated database with the fixtures, made once for each run (stage.ts). */
export const TEMPLATE = 'muster_template';

/** A database of one test file. */
export interface TestDatabase {
  /** For DATABASE_URL. Its role may do everything, also what row-level security denies the server. */
  readonly url: string;
  /** Runs SQL as that role and returns the rows. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A fresh copy of the template, in some 50 ms. Drop it when the file is done. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name} template ${TEMPLATE}`);
  const url = addressOf(name);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // A server killed by a test takes its connections along; the next query opens another.
  pool.on('error', () => undefined);
  return {
    url,
    query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => {
      const { rows } = await pool.query<Row>(sql, values);
      return rows;
    },
    drop: async () => {
      await pool.end();
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** An empty database, without even the migrations. */
export async function createEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name} template template0`);
  return { url: addressOf(name), drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

/** The address of a database on the run's PostgreSQL. */
export function addressOf(name: string): string {
  const address = process.env.MUSTER_TEST_POSTGRES;
  if (!address)
    throw new Error('No test PostgreSQL: run the tests with `npx vitest` or `npx playwright test` from the root.');
  const url = new URL(address);
  url.pathname = name;
  return url.href;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
