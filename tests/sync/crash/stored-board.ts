import type pg from 'pg';
import * as Y from 'yjs';
import { contentsOf } from './board-edits.ts';

/** A database, under a role that sees everything. */
export interface Queried {
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** The document as PostgreSQL has it, whatever any server or client believes. */
export async function storedDocument(database: Queried, name: string): Promise<Y.Doc> {
  const parts = await database.query<{ bytes: Buffer }>(
    `select bytes from (
       select s.sequence, s.bytes from document_snapshot s join document d on d.id = s.document_id where d.name = $1
       union all
       select u.sequence, u.bytes from document_update u join document d on d.id = u.document_id where d.name = $1
     ) part order by sequence`,
    [name],
  );
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const { bytes } of parts) Y.applyUpdate(doc, bytes);
  });
  return doc;
}

/** The cards as other screens and reports read them. */
export function cardRows(database: Queried, boardId: string) {
  return database.query(
    `select id, title, column_id as "columnId", position, comment_count as comments, archived_at is not null as archived,
       deleted_at is not null as deleted
     from card where board_id = $1 order by id`,
    [boardId],
  );
}

/** What those rows must be, from the document itself. */
export function expectedRows(doc: Y.Doc) {
  return contentsOf(doc).cards.map(({ id, title, columnId, position, comments, archivedAt, deletedAt }) => {
    const ends = { archived: archivedAt !== null, deleted: deletedAt !== null };
    return { id, title, columnId, position, comments: comments.length, ...ends };
  });
}

/** Sequence numbers that the log lacks between its snapshot and its end: none, whatever was killed. */
export function missingSequences(database: Queried, name: string) {
  return database.query<{ missing: string }>(
    `select number as missing from document d
     left join document_snapshot s on s.document_id = d.id,
     generate_series(coalesce(s.sequence, 0) + 1, d.last_sequence) as number
     where d.name = $1 and not exists (select from document_update u where u.document_id = d.id and u.sequence = number)`,
    [name],
  );
}
