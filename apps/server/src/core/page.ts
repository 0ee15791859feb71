import type { Page } from '@muster/contract/core/pagination';

/**
 * Turns `limit + 1` rows into a page: the extra row only says that there is a next one. `cursorOf` names the last row
 * shown, from which the next page goes on.
 */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
