import type pg from 'pg';
import { StartProblem } from '../problem.ts';
import type { BackupTable } from './backup-lines.ts';

/** Prisma's own table; a restore writes it by applying the migrations. */
export const MIGRATIONS_TABLE = '_prisma_migrations';

/** Every table with its columns, generated ones left out, in an order that is the same each time. */
export async function readTables(client: pg.Client): Promise<BackupTable[]> {
  await refuseSequences(client);
  const { rows } = await client.query<BackupTable>(
    `select c.table_schema as schema, c.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
     from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.table_name <> $1
       and c.table_schema not in ('information_schema', 'pg_catalog')
     group by 1, 2 order by 1, 2`,
    [MIGRATIONS_TABLE],
  );
  return rows;
}

/** Ids are UUIDs everywhere. A sequence would have to be set after a restore, which nothing here does. */
async function refuseSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select sequencename as name from pg_sequences limit 1');
  const [sequence] = rows;
  if (!sequence) return;
  throw new StartProblem(
    `The database has a sequence (${sequence.name}), which a backup would not bring back.`,
    'Give the table ids that need none, or teach scripts/backup to set it.',
  );
}

/** The migrations that were applied, in their order. @throws StartProblem in a database that is not Muster's */
export async function appliedMigrations(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const { rows: found } = await client.query<{ known: boolean }>('select to_regclass($1) is not null as known', [
    MIGRATIONS_TABLE,
  ]);
  if (!found[0]?.known) {
    throw new StartProblem('This database holds no Muster.', 'Name another one: DATABASE_URL, or DATA_DIR.');
  }
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from ${MIGRATIONS_TABLE} where finished_at is not null order by migration_name`,
  );
  return rows;
}
