import type pg from 'pg';
import type { DatabaseRole } from '../core/database/index.ts';

/** A row as PostgreSQL's JSON reads it: instants as ISO strings, bytes as `\x…` (see `byteaOf`). */
export type Row = Readonly<Record<string, unknown>>;

/** Rows per statement, so that no single one takes much memory. */
const batchSize = 1_000;

/** Inserts rows by the thousand. All rows of a call name the same columns; the others take their defaults. */
export async function insertRows(client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  for (let start = 0; start < rows.length; start += batchSize) {
    await client.query(
      `insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1)`,
      [JSON.stringify(rows.slice(start, start + batchSize))],
    );
  }
}

/** Lets the transaction go on under a role; none of them can do everything that a company is made of. */
export async function workAs(client: pg.ClientBase, role: DatabaseRole): Promise<void> {
  await client.query(`set local role ${role}`);
}

/** Bytes as PostgreSQL reads them from text. */
export function byteaOf(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
}
