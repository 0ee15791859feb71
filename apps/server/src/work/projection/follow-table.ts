import type { BoardProblem } from '@muster/contract/work/board-contents';
import pg from 'pg';
import { type Projection, storableJson } from '../../collaboration/index.ts';
import { type ProjectedRow, type ProjectedTable, type StoredRow, storedRows, writeRows } from './projected-table.ts';

/** The part of a document that a table follows. */
export interface FollowedMap<Row> {
  /** The root map, as paths begin: `cards`, `columns`. */
  root: string;
  /** Entries to look at. */
  ids: readonly string[] | 'all';
  entries: { keys(): Iterable<string>; has(id: string): boolean };
  /** The row of an entry; null when there is none. */
  read: (id: string) => Row | null;
}

/** A row that changed, and what it was before; nothing for a new one. */
export interface ChangedRow<Row> {
  before: Row | undefined;
  after: Row;
}

type Deletable = ProjectedRow & { deleted_at: string | null; created_at?: string | null };

/** Makes a table's rows equal to a map of the document. Answers with the rows that truly changed. */
export async function followTable<Row extends Deletable>(
  projection: Projection,
  table: ProjectedTable<Row>,
  map: FollowedMap<Row>,
  problems: BoardProblem[],
): Promise<ChangedRow<Row>[]> {
  if (map.ids.length === 0) return [];
  const ids = map.ids === 'all' ? [...map.entries.keys()] : map.ids;
  const read = ids.map(map.read).filter((row) => row !== null);
  const stored = await storedRows(projection, table, map.ids, rowIds(map.ids, read));
  const own = read.filter((row) => isOwn(projection, stored.get(row.id), row, map, problems));
  const gone = goneRows(projection, stored, map);
  const changed = [...own.map((row) => asStored(row, stored.get(row.id))), ...gone]
    .map((after) => ({ before: stored.get(after.id), after }))
    .filter(({ before, after }) => !before || differs(table, before, after));
  return writeChanged(projection, table, { changed, root: map.root, problems });
}

function rowIds(ids: readonly string[] | 'all', read: readonly ProjectedRow[]): string[] {
  const readable = read.map((row) => row.id);
  return ids === 'all' ? readable : [...new Set([...readable, ...ids.filter(isUuid)])];
}

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

function isOwn<Row extends ProjectedRow>(
  { entityId }: Projection,
  stored: StoredRow<Row> | undefined,
  row: Row,
  { root }: FollowedMap<Row>,
  problems: BoardProblem[],
): boolean {
  if (!stored || stored.board_id === entityId) return true;
  problems.push({ path: `${root}.${row.id}`, reason: 'has the id of an entry of another board' });
  return false;
}

/** Entries are never removed from a board's document; where a foreign client did, the row counts as deleted. */
function goneRows<Row extends Deletable>(
  { entityId }: Projection,
  stored: ReadonlyMap<string, StoredRow<Row>>,
  { entries }: FollowedMap<Row>,
): Row[] {
  const rows = [...stored.values()].filter((row) => row.board_id === entityId && !entries.has(row.id));
  return rows.filter((row) => row.deleted_at === null).map((row) => ({ ...row, deleted_at: new Date().toISOString() }));
}

/** The row as the table will answer it, so that what is equal compares as equal. */
function asStored<Row extends Deletable>(row: Row, stored: StoredRow<Row> | undefined): Row {
  const kept: Row = JSON.parse(storableJson(row));
  if (kept.created_at === null) kept.created_at = stored?.created_at ?? new Date().toISOString();
  return kept;
}

function differs<Row extends ProjectedRow>({ columns }: ProjectedTable<Row>, before: Row, after: Row): boolean {
  const names = Object.keys(columns) as (keyof Row & string)[];
  return names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

interface Write<Row> {
  changed: ChangedRow<Row>[];
  root: string;
  problems: BoardProblem[];
}

/** All at once; if PostgreSQL cannot hold one of them, one by one, so that it stops nobody else. */
async function writeChanged<Row extends ProjectedRow>(
  projection: Projection,
  table: ProjectedTable<Row>,
  { changed, root, problems }: Write<Row>,
): Promise<ChangedRow<Row>[]> {
  if (changed.length === 0) return [];
  if ((await tryWrite(projection, table, changed)) === null) return changed;
  const written: ChangedRow<Row>[] = [];
  for (const row of changed) {
    const reason = await tryWrite(projection, table, [row]);
    if (reason === null) written.push(row);
    else problems.push({ path: `${root}.${row.after.id}`, reason: `cannot be stored: ${reason}` });
  }
  return written;
}

/** Null when written; else what is wrong with the values. Other errors are thrown. */
async function tryWrite<Row extends ProjectedRow>(
  projection: Projection,
  table: ProjectedTable<Row>,
  rows: readonly ChangedRow<Row>[],
): Promise<string | null> {
  const { client } = projection;
  await client.query('savepoint rows');
  try {
    await writeRows(
      projection,
      table,
      rows.map((row) => row.after),
    );
    await client.query('release savepoint rows');
    return null;
  } catch (error) {
    if (!isAboutValues(error)) throw error;
    await client.query('rollback to savepoint rows');
    return error.message;
  }
}

/** SQLSTATE classes 22 (data exception) and 54 (limit exceeded, as an index entry that is too large). */
function isAboutValues(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && /^(22|54)/.test(error.code ?? '');
}
