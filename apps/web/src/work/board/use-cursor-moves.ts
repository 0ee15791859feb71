import { useCallback, useEffect } from 'react';
import { useBoard } from './BoardSession.ts';
import type { BoardOrder } from './drop-target.ts';
import { useBoardOrder } from './use-board-order.ts';
import { useBoardSearch, useSetBoardSearch } from './use-board-search.ts';

export type CursorMove = 'up' | 'down' | 'left' | 'right';

/** The card that the cursor reaches from `cursor`; columns without cards are passed over. Null on an empty board. */
export function nextCursor(cursor: string | null, move: CursorMove, order: BoardOrder): string | null {
  const at = order.columnIds.findIndex((columnId) => cursor !== null && order.cardIds(columnId).includes(cursor));
  if (at === -1) return order.columnIds.map((columnId) => order.cardIds(columnId)[0]).find(Boolean) ?? null;
  const cardIds = order.cardIds(order.columnIds[at] ?? '');
  const index = cardIds.indexOf(cursor ?? '');
  if (move === 'up' || move === 'down') return cardIds[index + (move === 'up' ? -1 : 1)] ?? cursor;
  const step = move === 'left' ? -1 : 1;
  for (let column = at + step; column >= 0 && column < order.columnIds.length; column += step) {
    const beside = order.cardIds(order.columnIds[column] ?? '');
    if (beside.length > 0) return beside[Math.min(index, beside.length - 1)] ?? null;
  }
  return cursor;
}

const keys: Record<string, CursorMove> = {
  j: 'down',
  k: 'up',
  h: 'left',
  l: 'right',
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Moves the keyboard's cursor, and with it the open card; a key held down goes on moving. */
export function useCursorMoves(): (move: CursorMove) => void {
  const { selection } = useBoard();
  const order = useBoardOrder();
  const { card: openId } = useBoardSearch();
  const setSearch = useSetBoardSearch();
  const go = useCallback(
    (move: CursorMove) => {
      const next = nextCursor(selection.cursor(), move, order);
      selection.moveCursor(next);
      if (openId && next) setSearch({ card: next }, { replace: true });
      document
        .querySelector(`[data-card-id="${CSS.escape(next ?? '')}"]`)
        ?.closest('section')
        ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    },
    [selection, order, openId, setSearch],
  );
  useEffect(() => {
    const onHeld = (event: KeyboardEvent) => {
      const move = keys[event.key];
      const onCard = event.target instanceof HTMLElement && event.target.dataset.cardId;
      if (!event.repeat || !move || !onCard || event.defaultPrevented || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      go(move);
    };
    window.addEventListener('keydown', onHeld);
    return () => window.removeEventListener('keydown', onHeld);
  }, [go]);
  return go;
}
