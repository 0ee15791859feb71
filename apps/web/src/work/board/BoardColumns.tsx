import { DndContext, DragOverlay, pointerWithin } from '@dnd-kit/core';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drag } from '../store/DragState.ts';
import { BoardKeys } from './BoardKeys.tsx';
import { useBoard } from './BoardSession.ts';
import { CardFace } from './CardFace.tsx';
import { CardMenu } from './CardMenu.tsx';
import { Column } from './Column.tsx';
import { NewColumn } from './NewColumn.tsx';
import { NoColumns } from './NoColumns.tsx';
import { useColumnDropLine, useColumns, useDrag } from './use-board.ts';
import { useKeyboardDrag } from './use-keyboard-drag.ts';
import { useDragSensors, usePointerDrag } from './use-pointer-drag.ts';

/** We speak ourselves, in the reader's language, and only when the keyboard drags. */
const silent = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
};

/** The board itself, or how to begin when there is no column. */
export function BoardColumns() {
  return useColumns().length === 0 ? <NoColumns /> : <ColumnRow />;
}

/** All columns side by side, and the dragging between them. */
function ColumnRow() {
  const { canEdit } = useBoard();
  const columns = useColumns();
  const area = useRef<HTMLDivElement>(null);
  const [composingIn, setComposingIn] = useState<string | null>(null);
  const { onKeyDown, pickUpCursor } = useKeyboardDrag();
  const drag = usePointerDrag(area);
  const compose = useCallback((columnId: string | null) => setComposingIn(columnId), []);
  const sensors = useDragSensors();
  return (
    <DndContext sensors={sensors} collisionDetection={pointerWithin} accessibility={silent} {...drag}>
      <BoardKeys onCompose={compose} onPickUp={pickUpCursor} />
      <CardMenu>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys arrive here from the cards inside. */}
        <div
          ref={area}
          data-board-area
          onKeyDown={onKeyDown}
          className="flex min-h-0 flex-1 items-start gap-3 overflow-x-auto overflow-y-hidden px-gutter pb-4 max-sm:snap-x max-sm:snap-mandatory max-sm:scroll-px-4"
        >
          {columns.map((column, index) => (
            <ColumnSlot key={column.id} index={index} last={index === columns.length - 1}>
              <Column column={column} isComposing={composingIn === column.id} onCompose={compose} />
            </ColumnSlot>
          ))}
          {canEdit && <NewColumn />}
        </div>
      </CardMenu>
      <DragOverlay dropAnimation={null}>
        <DraggedThing />
      </DragOverlay>
    </DndContext>
  );
}

/** A column with the line before (or, at the end, behind) it where a dragged column would land. */
function ColumnSlot({ index, last, children }: { index: number; last: boolean; children: React.ReactNode }) {
  const line = useColumnDropLine();
  const bar = 'absolute inset-y-0 w-0.5 rounded-full bg-accent';
  return (
    <div className="relative flex max-h-full shrink-0">
      {line === index && <div aria-hidden className={`${bar} -left-[7px]`} />}
      {children}
      {last && line === index + 1 && <div aria-hidden className={`${bar} -right-[7px]`} />}
    </div>
  );
}

function DraggedThing() {
  const drag = useDrag();
  if (drag?.by !== 'pointer') return null;
  return drag.columnId ? <DraggedColumn columnId={drag.columnId} /> : <DraggedCards drag={drag} />;
}

function DraggedColumn({ columnId }: { columnId: string }) {
  const name = useColumns().find((column) => column.id === columnId)?.name;
  return (
    <div className="inline-flex h-10 min-w-32 items-center rounded-lg bg-raised px-3 font-semibold text-sm shadow-float">
      {name}
    </div>
  );
}

function DraggedCards({ drag }: { drag: Drag }) {
  const { store } = useBoard();
  const { t } = useTranslation('work');
  const card = store.card(drag.cardIds[0] ?? '');
  if (!card) return null;
  return (
    <div className="relative w-[272px] rotate-2 cursor-grabbing rounded-md border border-line-strong bg-surface px-3 py-2.5 shadow-float dark:bg-raised">
      <CardFace card={card} />
      {drag.cardIds.length > 1 && (
        <span className="absolute -top-2 -right-2 rounded-full bg-accent px-2 font-medium text-accent-ink text-xs leading-5">
          {t('drag.cards', { count: drag.cardIds.length })}
        </span>
      )}
    </div>
  );
}
