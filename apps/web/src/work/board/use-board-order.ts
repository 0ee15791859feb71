import { useMemo } from 'react';
import { useBoard } from './BoardSession.ts';
import type { BoardOrder } from './drop-target.ts';

/** The order of columns and of the cards they show, always as it is now. */
export function useBoardOrder(): BoardOrder {
  const { store } = useBoard();
  return useMemo(
    () => ({
      get columnIds() {
        return store.columns().map((column) => column.id);
      },
      cardIds: (columnId) => store.view(columnId).cardIds,
    }),
    [store],
  );
}

/** Card ids in the order in which the board shows them, columns from left to right. */
export function inBoardOrder(order: BoardOrder, ids: ReadonlySet<string>): string[] {
  return order.columnIds.flatMap((columnId) => order.cardIds(columnId).filter((id) => ids.has(id)));
}
