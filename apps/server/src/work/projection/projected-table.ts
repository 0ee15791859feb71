import type { Projection } from '../../collaboration/index.ts';
import { storableJson } from '../../collaboration/index.ts';

/** A row that follows a document, as plain values that compare as JSON. */
export interface ProjectedRow {
  id: string;
}

/** A table that follows boards' documents: its columns, and how PostgreSQL and JSON say the same. */
export interface ProjectedTable<Row extends ProjectedRow> {
  name: 'card' | 'board_column';
  /** Each column with its type and, where the driver would answer otherwise, how it is read. */
  columns: Record<keyof Row & string, { type: string; read?: string }>;
}

/** A row as it is stored, and whose it is. */
export type StoredRow<Row> = Row & { board_id: string };

const instant = { type: 'timestamptz', read: 'to_char($ at time zone \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\')' };

export const columnTypes = {
  id: { type: 'uuid' },
  ids: { type: 'uuid[]', read: '$::text[]' },
  text: { type: 'text' },
  texts: { type: 'text[]' },
  count: { type: 'int' },
  date: { type: 'date', read: '$::text' },
  instant,
} as const;

/** Which rows a pass compares. */
export interface WantedRows {
  /** Of whichever board. */
  ids: readonly string[];
  /** Boards of which every row is wanted. */
  boardIds: readonly string[];
}

/** The rows with these ids, also those of other boards that have one of them, and all of some boards. */
export async function storedRows<Row extends ProjectedRow>(
  { client, tenantId }: Projection,
  table: ProjectedTable<Row>,
  { ids, boardIds }: WantedRows,
): Promise<Map<string, StoredRow<Row>>> {
  const select = Object.entries<{ read?: string }>(table.columns).map(
    ([name, { read }]) => `${read?.replace('$', name) ?? name} as ${name}`,
  );
  const { rows } = await client.query<StoredRow<Row>>({
    name: `stored_${table.name}`,
    text: `select board_id, ${select.join(', ')} from ${table.name}
      where tenant_id = $1 and (id = any($2::uuid[]) or board_id = any($3::uuid[]))`,
    values: [tenantId, ids, boardIds],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes rows, new or changed; one that belongs to another board is left alone. */
export async function writeRows<Row extends ProjectedRow>(
  { client, tenantId }: Projection,
  table: ProjectedTable<Row>,
  rows: readonly StoredRow<Row>[],
): Promise<void> {
  const names = Object.keys(table.columns);
  const types = Object.entries<{ type: string }>(table.columns).map(([name, { type }]) => `${name} ${type}`);
  const changed = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  if (table.name === 'card') changed.push('updated_at = now()');
  await client.query({
    name: `write_${table.name}`,
    text: `insert into ${table.name} (tenant_id, board_id, ${names.join(', ')})
      select $1, board_id, ${names.join(', ')}
      from jsonb_to_recordset($2::jsonb) as row (board_id uuid, ${types.join(', ')}) order by id
      on conflict (tenant_id, id) do update set ${changed.join(', ')} where ${table.name}.board_id = excluded.board_id`,
    values: [tenantId, storableJson(rows)],
  });
}

/** Deletes rows for good. */
export async function deleteRows(
  { client, tenantId }: Projection,
  { name }: Pick<ProjectedTable<ProjectedRow>, 'name'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await client.query({
    name: `delete_${name}`,
    text: `delete from ${name} where tenant_id = $1 and id = any($2::uuid[])`,
    values: [tenantId, ids],
  });
}
