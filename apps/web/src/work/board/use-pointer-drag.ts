import { type DragStartEvent, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import { moveCards } from '@muster/contract/work/board-cards';
import { moveColumn } from '@muster/contract/work/board-columns';
import { type RefObject, useEffect, useRef } from 'react';
import { useBoard } from './BoardSession.ts';
import { staysInPlace } from './drop-target.ts';
import { cardTargetAt, columnIndexAt, type Point } from './pointed-target.ts';
import { inBoardOrder, useBoardOrder } from './use-board-order.ts';

/** A drag begins after 5 px with a mouse; a finger rests for 250 ms first, or it scrolls. */
export function useDragSensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  );
}

/** What a drag with mouse or finger does, for dnd-kit's context. */
export function usePointerDrag(board: RefObject<HTMLElement | null>) {
  const { doc, store, drag, selection, presence, step } = useBoard();
  const order = useBoardOrder();
  const pointer = usePointer();

  const aim = () => {
    const current = drag.drag();
    const [area, point] = [board.current, pointer.current];
    if (!current || !area || !point) return;
    if (current.columnId) drag.aimColumn(columnIndexAt(area, point.x));
    else drag.aim(cardTargetAt(area, point, order, new Set(current.cardIds)));
  };
  const start = ({ active }: DragStartEvent) => {
    const [kind, id] = splitId(String(active.id));
    if (kind === 'column') return drag.start({ by: 'pointer', cardIds: [], columnId: id });
    const selected = selection.selected();
    const cardIds = selected.has(id) ? inBoardOrder(order, selected) : [id];
    drag.start({ by: 'pointer', cardIds, columnId: null });
    presence.tell({ drag: cardIds, pointer: null });
  };
  const stop = () => {
    drag.end();
    presence.tell({ drag: [] });
  };
  const dropCards = (cardIds: readonly string[]) => {
    const target = drag.target();
    if (target && !staysInPlace(target, order, cardIds)) moveCards(doc, step(), cardIds, target);
  };
  const dropColumn = (columnId: string) => {
    const columns = store.columns();
    const [from, to] = [columns.findIndex((column) => column.id === columnId), drag.columnLine()];
    if (to === null || to === from || to === from + 1) return;
    const before = columns.slice(0, to).findLast((column) => column.id !== columnId);
    moveColumn(doc, step(), columnId, before?.id ?? null);
  };
  const drop = () => {
    const current = drag.drag();
    // Where the pointer is now: dnd-kit tells of its last moves only after the next frame.
    aim();
    if (current?.columnId) dropColumn(current.columnId);
    else if (current) dropCards(current.cardIds);
    stop();
  };
  useReleased(() => drag.drag()?.by === 'pointer' && drop());
  return { onDragStart: start, onDragMove: aim, onDragEnd: drop, onDragCancel: stop };
}

/** Calls back when the pointer was let go of: of a drag that took less than a frame, dnd-kit tells no end. */
function useReleased(released: () => void): void {
  const latest = useRef(released);
  useEffect(() => {
    latest.current = released;
  });
  useEffect(() => {
    // dnd-kit listens on the document, one step below, and is done by now.
    const onRelease = () => latest.current();
    window.addEventListener('mouseup', onRelease);
    window.addEventListener('touchend', onRelease);
    return () => {
      window.removeEventListener('mouseup', onRelease);
      window.removeEventListener('touchend', onRelease);
    };
  }, []);
}

function splitId(id: string): [string, string] {
  const at = id.indexOf(':');
  return [id.slice(0, at), id.slice(at + 1)];
}

/** Where the pointer is: dnd-kit tells how far things moved, which is not the same once a column has scrolled. */
function usePointer(): RefObject<Point | null> {
  const pointer = useRef<Point | null>(null);
  useEffect(() => {
    const onMouse = (event: MouseEvent) => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    const onTouch = (event: TouchEvent) => {
      const touch = event.touches[0];
      if (touch) pointer.current = { x: touch.clientX, y: touch.clientY };
    };
    // A finger that only rests on a card moves it nowhere.
    const onTouchStart = () => {
      pointer.current = null;
    };
    window.addEventListener('mousemove', onMouse, { capture: true, passive: true });
    window.addEventListener('touchstart', onTouchStart, { capture: true, passive: true });
    window.addEventListener('touchmove', onTouch, { capture: true, passive: true });
    return () => {
      window.removeEventListener('mousemove', onMouse, { capture: true });
      window.removeEventListener('touchstart', onTouchStart, { capture: true });
      window.removeEventListener('touchmove', onTouch, { capture: true });
    };
  }, []);
  return pointer;
}
