import { expect } from 'vitest';
import type * as Y from 'yjs';
import { eventually } from '../../support/eventually.ts';
import { cardRows, expectedRows } from './stored-board.ts';

/** The rows that others read come to equal a board's stored document, within so many milliseconds. */
export async function expectRowsToFollow(
  database: Parameters<typeof cardRows>[0],
  documentName: string,
  stored: Y.Doc,
  patience?: number,
): Promise<void> {
  const wanted = expectedRows(stored);
  const boardId = documentName.slice('board/'.length);
  const haveFollowed = async () => {
    expect(await cardRows(database, boardId)).toEqual(wanted);
    return true;
  };
  await eventually('the rows equal the document', haveFollowed, patience);
}
