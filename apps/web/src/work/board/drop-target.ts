import type { DropTarget } from '../store/DragState.ts';

/** The parts of the board that keyboard moves need to know. */
export interface BoardOrder {
  columnIds: readonly string[];
  cardIds: (columnId: string) => readonly string[];
}

export type MoveKey = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/** The drop target before the card at `index` of what a column shows; dragged cards are passed over. */
export function targetAtIndex(
  columnId: string,
  cardIds: readonly string[],
  index: number,
  dragged: ReadonlySet<string>,
): DropTarget {
  const above = cardIds.slice(0, index).findLast((id) => !dragged.has(id));
  return { columnId, index, afterCardId: above ?? null };
}

/** How many other cards stand above a target. */
export function slotOf(target: DropTarget, order: BoardOrder, dragged: ReadonlySet<string>): number {
  return others(order, target.columnId, dragged).indexOf(target.afterCardId ?? '') + 1;
}

/** How many places a column offers to the dragged cards. */
export function slotCount(columnId: string, order: BoardOrder, dragged: ReadonlySet<string>): number {
  return others(order, columnId, dragged).length + 1;
}

/** Where an arrow key takes the dragged cards: one place up or down, or to the same height in the next column. */
export function nextTarget(
  target: DropTarget,
  key: MoveKey,
  order: BoardOrder,
  dragged: ReadonlySet<string>,
): DropTarget {
  const slot = slotOf(target, order, dragged);
  const sideways = key === 'left' ? -1 : key === 'right' ? 1 : 0;
  const columnId = order.columnIds[order.columnIds.indexOf(target.columnId) + sideways] ?? target.columnId;
  const last = slotCount(columnId, order, dragged) - 1;
  const wanted = { up: slot - 1, down: slot + 1, left: slot, right: slot, first: 0, last }[key];
  return targetAtSlot(columnId, Math.max(0, Math.min(wanted, last)), order, dragged);
}

function targetAtSlot(columnId: string, slot: number, order: BoardOrder, dragged: ReadonlySet<string>): DropTarget {
  const cardIds = order.cardIds(columnId);
  const rest = others(order, columnId, dragged);
  const before = rest[slot];
  const index = before === undefined ? cardIds.length : cardIds.indexOf(before);
  return { columnId, index, afterCardId: rest[slot - 1] ?? null };
}

function others(order: BoardOrder, columnId: string, dragged: ReadonlySet<string>): string[] {
  return order.cardIds(columnId).filter((id) => !dragged.has(id));
}

/** Whether dropping `dragged` at `target` would leave the board as it is. */
export function staysInPlace(target: DropTarget, order: BoardOrder, dragged: readonly string[]): boolean {
  const cardIds = order.cardIds(target.columnId);
  const from = target.afterCardId === null ? 0 : cardIds.indexOf(target.afterCardId) + 1;
  return dragged.every((id, at) => cardIds[from + at] === id);
}
