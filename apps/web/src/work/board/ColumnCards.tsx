import type { BoardColumn } from '@muster/contract/work/board-contents';
import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnView } from '../store/ColumnMembers.ts';
import { useBoard } from './BoardSession.ts';
import { CardTile } from './CardTile.tsx';
import { useCursor, useDropLine } from './use-board.ts';

/** Height of a card with a one-line title, in pixels, until it is measured; and the gap below each. */
const ESTIMATE = 48;
const GAP = 8;

/** The cards of a column. Only those in sight, and the one with the cursor or in the hand, are in the page. */
export function ColumnCards({ column, view }: { column: BoardColumn; view: ColumnView }) {
  const { t } = useTranslation('work');
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useCardVirtualizer(view.cardIds, scroller);
  useCursorInSight(view.cardIds, virtualizer);
  const isEmpty = view.cardIds.length === 0;
  return (
    <div
      ref={scroller}
      data-column-scroller
      className="relative min-h-16 flex-1 overflow-y-auto overscroll-contain px-2 pt-2"
    >
      <ul aria-label={column.name} style={{ height: virtualizer.getTotalSize() }} className="relative">
        {virtualizer.getVirtualItems().map((item) => (
          <li
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            style={{ transform: `translateY(${item.start}px)` }}
            className="absolute inset-x-0 top-0 pb-2"
          >
            <CardTile cardId={String(item.key)} columnId={column.id} isFirst={item.index === 0} />
          </li>
        ))}
      </ul>
      {isEmpty && (
        <p className="pointer-events-none absolute inset-x-0 top-3 text-center text-ink-3 text-xs">
          {view.total > 0 ? t('column.emptyFiltered') : t('column.empty')}
        </p>
      )}
      <DropLine columnId={column.id} virtualizer={virtualizer} />
    </div>
  );
}

type CardVirtualizer = Virtualizer<HTMLDivElement, HTMLLIElement>;

function useCardVirtualizer(cardIds: readonly string[], scroller: { current: HTMLDivElement | null }): CardVirtualizer {
  const { drag, selection } = useBoard();
  const rangeExtractor = useCallback(
    (range: Range) => {
      const held = [selection.cursor(), ...(drag.drag()?.cardIds.slice(0, 1) ?? [])];
      const kept = held.map((id) => (id === null ? -1 : cardIds.indexOf(id))).filter((index) => index >= 0);
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
    },
    [cardIds, drag, selection],
  );
  return useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: cardIds.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => cardIds[index] ?? index, [cardIds]),
    estimateSize: () => ESTIMATE + GAP,
    overscan: 4,
    rangeExtractor,
  });
}

/** Scrolls as little as possible when the cursor moves to a card of this column. */
function useCursorInSight(cardIds: readonly string[], virtualizer: CardVirtualizer): void {
  const cursor = useCursor();
  const latest = useRef(cardIds);
  useEffect(() => {
    latest.current = cardIds;
  });
  useEffect(() => {
    const index = cursor === null ? -1 : latest.current.indexOf(cursor);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [cursor, virtualizer]);
}

/** The line where dragged cards would land. */
function DropLine({ columnId, virtualizer }: { columnId: string; virtualizer: CardVirtualizer }) {
  const index = useDropLine(columnId);
  const line = useRef<HTMLDivElement>(null);
  const { drag } = useBoard();
  useEffect(() => {
    if (index >= 0 && drag.drag()?.by === 'keyboard')
      line.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [index, drag]);
  if (index < 0) return null;
  const top = virtualizer.measurementsCache[index]?.start ?? virtualizer.getTotalSize();
  return (
    <div
      ref={line}
      aria-hidden
      data-drop-line
      style={{ top: top + GAP / 2 }}
      className="pointer-events-none absolute inset-x-2 z-10 h-0.5 scroll-m-16 rounded-full bg-accent before:absolute before:-top-[3px] before:-left-1 before:size-2 before:rounded-full before:border-2 before:border-accent before:bg-surface"
    />
  );
}
