import type { DropTarget } from '../store/DragState.ts';
import { type BoardOrder, targetAtIndex } from './drop-target.ts';

/** A point on the screen, in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

/** Where cards dropped at a point would land, read from what stands on the screen; null outside of any column. */
export function cardTargetAt(
  board: HTMLElement,
  point: Point,
  order: BoardOrder,
  dragged: ReadonlySet<string>,
): DropTarget | null {
  const column = nearestColumn(board, point.x);
  const columnId = column?.dataset.columnId;
  if (!column || !columnId) return null;
  const cardIds = order.cardIds(columnId);
  return targetAtIndex(columnId, cardIds, indexAt(column, point.y, cardIds.length), dragged);
}

function nearestColumn(board: HTMLElement, x: number): HTMLElement | null {
  let nearest: { column: HTMLElement; distance: number } | null = null;
  for (const column of board.querySelectorAll<HTMLElement>('[data-column-id]')) {
    const box = column.getBoundingClientRect();
    const distance = Math.max(box.left - x, x - box.right, 0);
    if (!nearest || distance < nearest.distance) nearest = { column, distance };
  }
  return nearest?.column ?? null;
}

/** The first card in sight whose middle lies below the point; the end of the column when there is none. */
function indexAt(column: HTMLElement, y: number, count: number): number {
  const rows = [...column.querySelectorAll<HTMLElement>('[data-index]')].map((row) => ({
    index: Number(row.dataset.index),
    box: row.getBoundingClientRect(),
  }));
  const inSight = rows.sort((a, b) => a.index - b.index);
  return inSight.find(({ box }) => y < box.top + box.height / 2)?.index ?? count;
}

/** Before which column a column dropped at `x` would stand. */
export function columnIndexAt(board: HTMLElement, x: number): number {
  const columns = [...board.querySelectorAll<HTMLElement>('[data-column-id]')];
  const index = columns.findIndex((column) => {
    const box = column.getBoundingClientRect();
    return x < box.left + box.width / 2;
  });
  return index === -1 ? columns.length : index;
}
