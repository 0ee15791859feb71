import { createHash } from 'node:crypto';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { type BackupHeader, type BackupTable, type BackupTrailer, quoted } from './backup-lines.ts';
import { appliedMigrations, readTables } from './tables.ts';

/** Rows of one round trip. Those with documents in them may take 20 MB each. */
const rowsAtOnce = { small: 500, withBytes: 8 };

/**
 * Writes everything in a database into one file: as it was at one moment, while people go on working.
 * The file appears under its name only when it is complete.
 * @param databaseUrl of a role that row-level security does not bind (the owner that ran the migrations, a superuser)
 */
export async function writeBackup(databaseUrl: string, file: string): Promise<BackupTrailer> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const draft = `${file}.part`;
  try {
    // With row_security off, a role that may not see every row fails instead of leaving some out.
    await client.query('set row_security = off');
    await client.query('begin isolation level repeatable read, read only');
    const counted: BackupTrailer = { tables: 0, rows: 0, sha256: '' };
    const lines = Readable.from(allLines(client, counted), { objectMode: false });
    await pipeline(lines, createGzip({ level: 3 }), createWriteStream(draft, { mode: 0o600, flush: true }));
    renameSync(draft, file);
    return counted;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function* allLines(client: pg.Client, counted: BackupTrailer): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const block of contentLines(client, counted)) {
    hash.update(block);
    yield block;
  }
  counted.sha256 = hash.digest('hex');
  yield lineOf(counted);
}

async function* contentLines(client: pg.Client, counted: BackupTrailer): AsyncGenerator<string> {
  yield lineOf(await headerOf(client));
  for (const table of await readTables(client)) {
    counted.tables += 1;
    yield lineOf(table);
    for await (const rows of rowsOf(client, table)) {
      counted.rows += rows.length;
      yield rows.map(lineOf).join('');
    }
  }
}

async function headerOf(client: pg.Client): Promise<BackupHeader> {
  const { rows } = await client.query<{ now: Date }>('select now()');
  const takenAt = (rows[0]?.now ?? new Date()).toISOString();
  return { format: 'muster-backup', version: 1, takenAt, migrations: await appliedMigrations(client) };
}

/** Rows as PostgreSQL writes them: text that it reads back without loss, whatever the types. */
async function* rowsOf(client: pg.Client, table: BackupTable): AsyncGenerator<string[]> {
  const name = `${quoted(table.schema)}.${quoted(table.table)}`;
  const count = (await hasBytes(client, table)) ? rowsAtOnce.withBytes : rowsAtOnce.small;
  await client.query(`declare backup_rows no scroll cursor for select row_of::text as row from ${name} as row_of`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${count} from backup_rows`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await client.query('close backup_rows');
}

async function hasBytes(client: pg.Client, { schema, table }: BackupTable): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from information_schema.columns where table_schema = $1 and table_name = $2 and data_type = 'bytea'`,
    [schema, table],
  );
  return rowCount !== 0;
}

const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;
