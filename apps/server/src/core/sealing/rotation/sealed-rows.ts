import type pg from 'pg';
import { keyRing } from '../key-ring.ts';
import { type SealedColumnName, sealedColumn } from '../sealed-columns.ts';
import { headerOf } from '../sealing.ts';
import type { ResealedRow, SealedRow, UnopenedRow } from './seal-anew.ts';

/** A run of a company, as the batches go on with it. */
export interface RunningRotation {
  tenantId: string;
  id: string;
}

/**
 * The next values that another key than the newest seals, locked. Those that somebody is just changing are left out:
 * the batch never waits for a person, and comes back for what is still under an older key.
 */
export async function lockOldValues(
  client: pg.ClientBase,
  rotation: RunningRotation,
  column: SealedColumnName,
  { after, limit }: { after: string | null; limit: number },
): Promise<SealedRow[]> {
  const { rowId } = sealedColumn(column);
  const { rows } = await client.query<SealedRow>(
    `${oldValues(column)} and ($5::uuid is null or t.${rowId} > $5) order by t.${rowId} limit $6 for update of t skip locked`,
    [...valuesOf(rotation, column), after, limit],
  );
  return rows;
}

/** Whether anything of a column is still under another key, beyond what is recorded as not to be opened. */
export async function hasOldValues(
  client: pg.ClientBase,
  rotation: RunningRotation,
  column: SealedColumnName,
): Promise<boolean> {
  const { rowCount } = await client.query(`${oldValues(column)} limit 1`, valuesOf(rotation, column));
  return rowCount === 1;
}

function oldValues(name: SealedColumnName): string {
  const { table, column, rowId } = sealedColumn(name);
  return `select t.${rowId} as "rowId", t.${column} as value from ${table} t
    where t.tenant_id = $1 and t.${column} is not null and substring(t.${column} from 1 for length($2::bytea)) <> $2
    and not exists (select from key_rotation_failure failure where failure.tenant_id = $1 and failure.rotation_id = $3
      and failure.column_name = $4 and failure.row_id = t.${rowId})`;
}

function valuesOf({ tenantId, id }: RunningRotation, column: SealedColumnName): unknown[] {
  return [tenantId, headerOf(keyRing().current), id, column];
}

/** Writes what was sealed anew where the value that was opened still stands; answers how many were written. */
export async function writeResealed(
  client: pg.ClientBase,
  { tenantId }: RunningRotation,
  name: SealedColumnName,
  rows: readonly ResealedRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const { table, column, rowId, hash } = sealedColumn(name);
  const { rowCount } = await client.query(
    `update ${table} t set ${column} = v.sealed ${hash ? `, ${hash} = v.hash` : ''}
     from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) as v (row_id, value, sealed, hash)
     where t.tenant_id = $1 and t.${rowId} = v.row_id and t.${column} = v.value`,
    [
      tenantId,
      rows.map((row) => row.rowId),
      rows.map((row) => Buffer.from(row.value)),
      rows.map((row) => Buffer.from(row.sealed)),
      rows.map((row) => row.hash && Buffer.from(row.hash)),
    ],
  );
  return rowCount ?? 0;
}

/** Records values that cannot be opened. */
export async function writeFailures(
  client: pg.ClientBase,
  { tenantId, id }: RunningRotation,
  column: SealedColumnName,
  rows: readonly UnopenedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into key_rotation_failure (tenant_id, rotation_id, column_name, row_id, reason)
     select $1::uuid, $2::uuid, $3, v.row_id, v.reason from unnest($4::uuid[], $5::key_rotation_failure_reason[]) as v (row_id, reason)
     on conflict do nothing`,
    [tenantId, id, column, rows.map(({ rowId }) => rowId), rows.map(({ reason }) => reason)],
  );
}
