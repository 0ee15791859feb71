import type { TestDatabase } from '../support/database.ts';

/** Every column of every table that holds text or bytes, with the places where a word is found in it. */
export async function placesOf(database: Pick<TestDatabase, 'query'>, word: string): Promise<string[]> {
  const columns = await database.query<{ table: string; column: string; type: string }>(
    `select c.table_name as table, c.column_name as column, c.data_type as type from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
       and c.data_type in ('text', 'bytea', 'jsonb', 'json', 'character varying', 'ARRAY')`,
  );
  const places: string[] = [];
  for (const { table, column, type } of columns) {
    const found =
      type === 'bytea'
        ? `position(convert_to($1, 'utf8') in "${column}") > 0`
        : `"${column}"::text like '%' || $1 || '%'`;
    const rows = await database.query(`select from "${table}" where ${found} limit 1`, [word]);
    if (rows.length > 0) places.push(`${table}.${column}`);
  }
  return places;
}
