import { spawnSync } from 'node:child_process';
import type { TestDatabase } from '../../support/database.ts';

/** What one column of a table says. */
export interface DumpedColumn {
  name: string;
  /** Every value as text; bytes also as what they would say were they text. */
  text: string;
}

interface Column {
  table: string;
  column: string;
  isBytes: boolean;
}

/** Every column of every table, whatever its type, as the catalogue names them. */
export async function dumpColumns(database: TestDatabase): Promise<DumpedColumn[]> {
  const columns = await database.query<Column>(
    `select table_name as "table", column_name as "column", data_type = 'bytea' as "isBytes"
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1, 2`,
  );
  const dumped: DumpedColumn[] = [];
  for (const { table, column, isBytes } of columns) {
    // Escaped bytes show what is readable as it is; in hexadecimal it is there too.
    const value = isBytes
      ? `encode("${column}", 'escape') || E'\\n' || encode("${column}", 'hex')`
      : `"${column}"::text`;
    const [row] = await database.query<{ text: string | null }>(
      `select string_agg(${value}, E'\\n') as text from "${table}"`,
    );
    dumped.push({ name: `${table}.${column}`, text: row?.text ?? '' });
  }
  return dumped;
}

/** The whole database as pg_dump writes it; null where none is installed, or none that knows this server's version. */
export function pgDump(url: string): string | null {
  const { status, stdout, stderr } = spawnSync('pg_dump', ['--dbname', url], { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status === 0) return stdout;
  if (status === null || stderr.includes('server version')) return null;
  throw new Error(`pg_dump failed: ${stderr}`);
}
