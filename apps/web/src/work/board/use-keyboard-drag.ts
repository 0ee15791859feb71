import { moveCards } from '@muster/contract/work/board-cards';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../ui/announce.ts';
import type { DropTarget } from '../store/DragState.ts';
import { useBoard } from './BoardSession.ts';
import { type MoveKey, nextTarget, slotCount, slotOf, staysInPlace, targetAtIndex } from './drop-target.ts';
import { inBoardOrder, useBoardOrder } from './use-board-order.ts';

const moves: Record<string, MoveKey> = {
  ArrowUp: 'up',
  k: 'up',
  ArrowDown: 'down',
  j: 'down',
  ArrowLeft: 'left',
  h: 'left',
  ArrowRight: 'right',
  l: 'right',
  Home: 'first',
  End: 'last',
};

/** Dragging by keyboard: Space picks up, arrows move, Space drops, Escape puts back. Every step is spoken. */
export function useKeyboardDrag() {
  const { t } = useTranslation('work');
  const { doc, store, drag, selection, presence, step, canEdit } = useBoard();
  const order = useBoardOrder();

  const wordsFor = (target: DropTarget, dragged: readonly string[]) => {
    const set = new Set(dragged);
    return {
      count: dragged.length,
      title: store.card(dragged[0] ?? '')?.title || t('untitled'),
      column: store.columns().find((column) => column.id === target.columnId)?.name ?? '',
      slot: slotOf(target, order, set) + 1,
      slots: slotCount(target.columnId, order, set),
    };
  };
  const pickUp = (cardId: string) => {
    const columnId = store.columnOf(cardId);
    if (!columnId || !canEdit) return;
    const selected = selection.selected();
    const cardIds = selected.has(cardId) ? inBoardOrder(order, selected) : [cardId];
    const shown = order.cardIds(columnId);
    const target = targetAtIndex(columnId, shown, shown.indexOf(cardId), new Set(cardIds));
    drag.start({ by: 'keyboard', cardIds, columnId: null });
    drag.aim(target);
    presence.tell({ drag: cardIds });
    announce(t('drag.pickedUp', wordsFor(target, cardIds)), 'assertive');
  };
  const stop = () => {
    drag.end();
    presence.tell({ drag: [] });
  };
  const drop = (dragged: readonly string[]) => {
    const target = drag.target();
    stop();
    if (!target) return;
    const words = wordsFor(target, dragged);
    if (!staysInPlace(target, order, dragged)) moveCards(doc, step(), dragged, target);
    announce(t('drag.dropped', words), 'assertive');
  };
  const move = (key: MoveKey, dragged: readonly string[]) => {
    const target = drag.target();
    if (!target) return;
    const next = nextTarget(target, key, order, new Set(dragged));
    drag.aim(next);
    announce(t('drag.over', wordsFor(next, dragged)), 'assertive');
  };
  const cancel = () => {
    stop();
    announce(t('drag.cancelled'), 'assertive');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const current = drag.drag();
    if (current?.by !== 'keyboard') {
      const cardId = focusedCard(event);
      if (event.key !== ' ' || !cardId) return;
      event.preventDefault();
      return pickUp(cardId);
    }
    event.preventDefault();
    event.stopPropagation();
    const key = moves[event.key];
    if (key) move(key, current.cardIds);
    if (event.key === ' ' || event.key === 'Enter') drop(current.cardIds);
    if (event.key === 'Escape' || event.key === 'Tab') cancel();
  };
  const pickUpCursor = () => {
    const cursor = selection.cursor();
    const tile = document.querySelector<HTMLElement>(`[data-card-id="${CSS.escape(cursor ?? '')}"]`);
    if (cursor === null || !tile) return;
    tile.focus();
    pickUp(cursor);
  };
  return { onKeyDown, pickUpCursor };
}

function focusedCard(event: KeyboardEvent): string | null {
  const target = event.target;
  return target instanceof HTMLElement ? (target.dataset.cardId ?? null) : null;
}
