import { readColumn } from '@muster/contract/work/board-columns';
import type { BoardProblem } from '@muster/contract/work/board-contents';
import type * as Y from 'yjs';
import { isRowId } from './row-id.ts';

/** A column as its row holds it; the names are those of the table. */
export interface ColumnValues {
  id: string;
  name: string;
  position: string;
  wip_limit: number | null;
  deleted_at: string | null;
}

const largestLimit = 1_000_000;

/** A column's row; null when there is no such column, or none that a row could stand for. */
export function columnValues(doc: Y.Doc, id: string, problems: BoardProblem[]): ColumnValues | null {
  const column = readColumn(doc, id, problems);
  if (!column) return null;
  const path = `columns.${id}`;
  if (!isRowId(id)) {
    problems.push({ path, reason: 'has an id that is no UUID' });
    return null;
  }
  if ((column.wipLimit ?? 0) > largestLimit) problems.push({ path: `${path}.wipLimit`, reason: 'is too large' });
  return {
    id,
    name: column.name,
    position: column.position,
    wip_limit: column.wipLimit && Math.min(column.wipLimit, largestLimit),
    deleted_at: column.deletedAt && new Date(column.deletedAt).toISOString(),
  };
}
