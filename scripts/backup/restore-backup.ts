import pg from 'pg';
import { applyMigrations } from '../database/apply-migrations.ts';
import { type Migration, readMigrations } from '../database/migration-files.ts';
import { errorCode, StartProblem } from '../problem.ts';
import { type BackupHeader, type BackupTable, type BackupTrailer, quoted } from './backup-lines.ts';
import { readBackup } from './read-backup.ts';
import { readTables } from './tables.ts';

/** A batch ends at so many rows, or at so much text. */
const batchRows = 500;
const batchCharacters = 8 * 1024 * 1024;

/**
 * Fills an empty database from a backup: everything or, when anything is wrong, nothing.
 * A backup of an older version is brought up to this one afterwards.
 */
export async function restoreBackup(databaseUrl: string, file: string): Promise<BackupTrailer> {
  const header = await checkWhole(file);
  await migrateTo(databaseUrl, header);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let trailer: BackupTrailer;
  try {
    await client.query('begin');
    await forgetTriggers(client);
    trailer = await load(client, file);
    await client.query('commit');
  } finally {
    await client.end();
  }
  await applyMigrations(databaseUrl);
  return trailer;
}

/** Reads the whole file once before anything is written: a damaged backup must not leave half a company. */
async function checkWhole(file: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  for await (const part of readBackup(file)) if (part.kind === 'header') header = part.header;
  if (!header) throw new Error('readBackup() answers with a header or throws');
  return header;
}

/** Makes the tables as they were when the backup was taken. */
async function migrateTo(databaseUrl: string, { migrations }: BackupHeader): Promise<void> {
  await requireEmpty(databaseUrl);
  const known = new Map(readMigrations().map((migration) => [migration.name, migration]));
  const needed = migrations.map(({ name, checksum }) => {
    const migration = known.get(name);
    return migration?.checksum === checksum ? migration : undefined;
  });
  if (!needed.every((migration): migration is Migration => migration !== undefined)) {
    throw new StartProblem(
      'This backup was taken by a newer version of Muster, or by one whose migrations were changed.',
      'Restore it with that version. Nothing was changed.',
    );
  }
  await applyMigrations(databaseUrl, needed);
}

async function requireEmpty(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from information_schema.tables where table_name = 'tenant'`);
    if (rowCount === 0) return;
    const { rows } = await client.query<{ found: boolean }>('select exists (select from tenant) as found');
    if (!rows[0]?.found) return;
  } finally {
    await client.end();
  }
  throw new StartProblem(
    'This database is in use: it holds companies already.',
    'Restore into an empty one (another DATABASE_URL or DATA_DIR). Nothing was changed.',
  );
}

/** What triggers and foreign keys made of the rows is in the backup already; the audit chain must not be linked anew. */
async function forgetTriggers(client: pg.Client): Promise<void> {
  try {
    await client.query('set local session_replication_role = replica');
  } catch (error) {
    if (errorCode(error) !== '42501') throw error;
    throw new StartProblem(
      'The role of DATABASE_URL may not load a backup.',
      'Grant it once, as a superuser: GRANT SET ON PARAMETER session_replication_role TO the_role',
    );
  }
}

async function load(client: pg.Client, file: string): Promise<BackupTrailer> {
  const tables = new Map((await readTables(client)).map((table) => [nameOf(table), table]));
  // Migrations write rows of their own, which are in the backup as they came to be.
  for (const name of tables.keys()) await client.query(`delete from ${name}`);
  let batch: Batch | undefined;
  for await (const part of readBackup(file)) {
    if (part.kind === 'row') await batch?.add(part.row);
    else await batch?.flush();
    if (part.kind === 'table') batch = new Batch(client, requireSame(part.table, tables.get(nameOf(part.table))));
    if (part.kind === 'trailer') return part.trailer;
  }
  throw new Error('readBackup() ends with a trailer or throws');
}

const nameOf = ({ schema, table }: BackupTable) => `${quoted(schema)}.${quoted(table)}`;

function requireSame(written: BackupTable, found: BackupTable | undefined): BackupTable {
  if (found && JSON.stringify(found.columns) === JSON.stringify(written.columns)) return written;
  throw new StartProblem(
    `The table ${written.table} of this backup is not as its migrations make it.`,
    'Whoever changed the table by hand must do so here before the restore. Nothing was changed.',
  );
}

/** Rows on their way into one table. */
class Batch {
  readonly #client: pg.Client;
  readonly #statement: string;
  #rows: string[] = [];
  #characters = 0;

  constructor(client: pg.Client, table: BackupTable) {
    const columns = table.columns.map(quoted);
    const name = nameOf(table);
    this.#client = client;
    this.#statement = `with given as materialized (select line::${name} as record from unnest($1::text[]) as line)
      insert into ${name} (${columns.join(', ')}) select ${columns.map((column) => `(record).${column}`).join(', ')} from given`;
  }

  async add(row: string): Promise<void> {
    this.#rows.push(row);
    this.#characters += row.length;
    if (this.#rows.length >= batchRows || this.#characters >= batchCharacters) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    this.#characters = 0;
    if (rows.length > 0) await this.#client.query(this.#statement, [rows]);
  }
}
