import { useDroppable } from '@dnd-kit/core';
import type { BoardColumn } from '@muster/contract/work/board-contents';
import { Plus } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from './BoardSession.ts';
import { ColumnCards } from './ColumnCards.tsx';
import { ColumnHeader } from './ColumnHeader.tsx';
import { NewCard } from './NewCard.tsx';
import { useColumnView } from './use-board.ts';

interface ColumnProps {
  column: BoardColumn;
  isComposing: boolean;
  onCompose: (columnId: string | null) => void;
}

/** One column: header, its cards, and the place to add one. */
export const Column = memo(function Column({ column, isComposing, onCompose }: ColumnProps) {
  const { canEdit } = useBoard();
  const { t } = useTranslation('work');
  const view = useColumnView(column.id);
  const droppable = useDroppable({ id: `into:${column.id}` });
  const compose = () => onCompose(column.id);
  return (
    <section
      ref={droppable.setNodeRef}
      aria-label={column.name}
      data-column-id={column.id}
      className="flex max-h-full w-72 shrink-0 snap-start flex-col rounded-lg bg-sunken max-sm:w-[84vw]"
    >
      <ColumnHeader column={column} total={view.total} shown={view.cardIds.length} onAdd={compose} />
      <ColumnCards column={column} view={view} />
      {isComposing && canEdit && <NewCard column={column} onClose={() => onCompose(null)} />}
      {!isComposing && canEdit && (
        <button
          type="button"
          onClick={compose}
          className="m-2 mt-0 flex h-control shrink-0 items-center gap-1.5 rounded-md px-2 text-ink-3 text-sm transition-colors hover:bg-hover hover:text-ink"
        >
          <Plus aria-hidden className="size-4" />
          {t('card.add')}
        </button>
      )}
    </section>
  );
});
