import type { BoardProblem } from '@muster/contract/work/board-contents';
import pg from 'pg';
import { type ProjectedDocument, type Projection, storableJson } from '../../collaboration/index.ts';
import {
  deleteRows,
  type ProjectedRow,
  type ProjectedTable,
  type StoredRow,
  storedRows,
  writeRows,
} from './projected-table.ts';

/** The part of a board's document that a table follows. */
export interface FollowedMap<Row> {
  boardId: string;
  /** The root map, as paths begin: `cards`, `columns`. */
  root: string;
  /** Entries to look at. */
  ids: readonly string[] | 'all';
  entries: { keys(): Iterable<string>; has(id: string): boolean };
  /** The row of an entry; null when there is none. */
  read: (id: string) => Row | null;
  reading: ProjectedDocument['reading'];
  problems: BoardProblem[];
}

/** A row that changed, and what it was before; nothing for a new one. */
export interface ChangedRow<Row> {
  before: Row | undefined;
  after: StoredRow<Row>;
}

type Deletable = ProjectedRow & { deleted_at: string | null; created_at?: string | null };

/** A map, and what its entries read. */
interface ReadMap<Row> extends FollowedMap<Row> {
  rows: Row[];
}

/** Makes a table's rows equal to a map of each board's document. Answers with the rows that truly changed, by board. */
export async function followTable<Row extends Deletable>(
  projection: Projection,
  table: ProjectedTable<Row>,
  maps: readonly FollowedMap<Row>[],
): Promise<Map<string, ChangedRow<Row>[]>> {
  const concerned = maps.filter(({ ids }) => ids.length > 0).map(readMap);
  if (concerned.length === 0) return new Map();
  const boardIds = concerned.filter(({ ids }) => ids === 'all').map(({ boardId }) => boardId);
  const stored = await storedRows(projection, table, { ids: [...new Set(concerned.flatMap(rowIds))], boardIds });
  const owners = new Map([...stored].map(([id, row]) => [id, row.board_id]));
  const changed = concerned.flatMap((map) => map.reading(() => changedRows(table, map, stored, owners)));
  await deleteRows(
    projection,
    table,
    concerned.flatMap((map) => purgedRows(map, stored)),
  );
  const written = await writeChanged(projection, table, changed, new Map(concerned.map((map) => [map.boardId, map])));
  const byBoard = new Map<string, ChangedRow<Row>[]>();
  for (const row of written) byBoard.set(row.after.board_id, [...(byBoard.get(row.after.board_id) ?? []), row]);
  return byBoard;
}

function readMap<Row>(map: FollowedMap<Row>): ReadMap<Row> {
  const ids = map.ids === 'all' ? [...map.entries.keys()] : map.ids;
  return { ...map, rows: map.reading(() => ids.map(map.read).filter((row) => row !== null)) };
}

function rowIds({ ids, rows }: ReadMap<ProjectedRow>): string[] {
  const readable = rows.map((row) => row.id);
  return ids === 'all' ? readable : [...readable, ...ids.filter(isUuid)];
}

const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

function changedRows<Row extends Deletable>(
  table: ProjectedTable<Row>,
  map: ReadMap<Row>,
  stored: ReadonlyMap<string, StoredRow<Row>>,
  owners: Map<string, string>,
): ChangedRow<Row>[] {
  const own = map.rows.filter((row) => isOwn(map, row, owners));
  return [...own.map((row) => asStored(map, row, stored.get(row.id))), ...goneRows(map, stored)]
    .map((after) => ({ before: stored.get(after.id), after }))
    .filter(({ before, after }) => !before || differs(table, before, after));
}

/** A row belongs to the board that had it first. */
function isOwn(
  { boardId, root, problems }: ReadMap<ProjectedRow>,
  row: ProjectedRow,
  owners: Map<string, string>,
): boolean {
  const owner = owners.get(row.id) ?? boardId;
  owners.set(row.id, owner);
  if (owner === boardId) return true;
  problems.push({ path: `${root}.${row.id}`, reason: 'has the id of an entry of another board' });
  return false;
}

/**
 * Entries are removed from a board's document only long after they were deleted (retention): their rows go, too. Where a
 * foreign client removed one, the row counts as deleted from then on.
 */
function goneRows<Row extends Deletable>(
  map: ReadMap<Row>,
  stored: ReadonlyMap<string, StoredRow<Row>>,
): StoredRow<Row>[] {
  return missingRows(map, stored)
    .filter((row) => row.deleted_at === null)
    .map((row) => ({ ...row, deleted_at: new Date().toISOString() }));
}

/** Rows whose entry is gone and which were deleted before. */
function purgedRows<Row extends Deletable>(map: ReadMap<Row>, stored: ReadonlyMap<string, StoredRow<Row>>): string[] {
  return missingRows(map, stored)
    .filter((row) => row.deleted_at !== null)
    .map((row) => row.id);
}

function missingRows<Row extends Deletable>(
  { boardId, ids, entries }: ReadMap<Row>,
  stored: ReadonlyMap<string, StoredRow<Row>>,
): StoredRow<Row>[] {
  const candidates = ids === 'all' ? [...stored.values()] : ids.map((id) => stored.get(id)).filter((row) => !!row);
  return candidates.filter((row) => row.board_id === boardId && !entries.has(row.id));
}

/** The row as the table will answer it, so that what is equal compares as equal. */
function asStored<Row extends Deletable>(
  { boardId }: ReadMap<Row>,
  row: Row,
  stored: StoredRow<Row> | undefined,
): StoredRow<Row> {
  const kept: Row = JSON.parse(storableJson(row));
  if (kept.created_at === null) kept.created_at = stored?.created_at ?? new Date().toISOString();
  return { ...kept, board_id: boardId };
}

function differs<Row extends ProjectedRow>({ columns }: ProjectedTable<Row>, before: Row, after: Row): boolean {
  const names = Object.keys(columns) as (keyof Row & string)[];
  return names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** All at once; if PostgreSQL cannot hold one of them, one by one, so that it stops nobody else. */
async function writeChanged<Row extends ProjectedRow>(
  projection: Projection,
  table: ProjectedTable<Row>,
  changed: ChangedRow<Row>[],
  maps: ReadonlyMap<string, ReadMap<Row>>,
): Promise<ChangedRow<Row>[]> {
  if (changed.length === 0) return [];
  if ((await tryWrite(projection, table, changed)) === null) return changed;
  const written: ChangedRow<Row>[] = [];
  for (const row of changed) {
    const reason = await tryWrite(projection, table, [row]);
    if (reason === null) written.push(row);
    else {
      const map = maps.get(row.after.board_id);
      map?.problems.push({ path: `${map.root}.${row.after.id}`, reason: `cannot be stored: ${reason}` });
    }
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
  const after = rows.map((row) => row.after);
  // Pipelined: one round trip.
  const outcomes = await Promise.allSettled([
    client.query('savepoint rows'),
    writeRows(projection, table, after),
    client.query('release savepoint rows'),
  ]);
  const failure: unknown = outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
  if (failure === undefined) return null;
  if (!isAboutValues(failure)) throw failure;
  await client.query('rollback to savepoint rows');
  return failure.message;
}

/** SQLSTATE classes 22 (data exception) and 54 (limit exceeded, as an index entry that is too large). */
function isAboutValues(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && /^(22|54)/.test(error.code ?? '');
}
