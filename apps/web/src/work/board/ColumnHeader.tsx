import { useDraggable } from '@dnd-kit/core';
import { renameColumn } from '@muster/contract/work/board-columns';
import type { BoardColumn } from '@muster/contract/work/board-contents';
import { clsx } from 'clsx';
import { Plus, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useBoard } from './BoardSession.ts';
import { ColumnMenu } from './ColumnMenu.tsx';

interface ColumnHeaderProps {
  column: BoardColumn;
  total: number;
  shown: number;
  onAdd: () => void;
}

/** Name, count and limit of a column. The name is the handle that drags the column; a double click renames it. */
export function ColumnHeader({ column, total, shown, onAdd }: ColumnHeaderProps) {
  const { canEdit } = useBoard();
  const { t } = useTranslation('work');
  const [isRenaming, setRenaming] = useState(false);
  return (
    <header className="flex h-9 shrink-0 items-center gap-1.5 pt-1 pr-1.5 pl-3">
      {isRenaming ? (
        <ColumnNameField column={column} onDone={() => setRenaming(false)} />
      ) : (
        <ColumnName column={column} onRename={() => canEdit && setRenaming(true)} />
      )}
      <ColumnCount total={total} shown={shown} limit={column.wipLimit} />
      <span className="flex-1" />
      {canEdit && (
        <>
          <IconButton size="small" label={t('card.addTo', { column: column.name })} onClick={onAdd}>
            <Plus />
          </IconButton>
          <ColumnMenu column={column} onRename={() => setRenaming(true)} />
        </>
      )}
    </header>
  );
}

function ColumnName({ column, onRename }: { column: BoardColumn; onRename: () => void }) {
  const { canEdit } = useBoard();
  const draggable = useDraggable({ id: `column:${column.id}`, disabled: !canEdit });
  return (
    <h2
      ref={draggable.setNodeRef}
      {...draggable.listeners}
      onDoubleClick={onRename}
      title={column.name}
      className={clsx(
        'min-w-0 select-none truncate font-semibold text-sm',
        canEdit && 'cursor-grab touch-manipulation',
      )}
    >
      {column.name}
    </h2>
  );
}

function ColumnNameField({ column, onDone }: { column: BoardColumn; onDone: () => void }) {
  const { doc, step } = useBoard();
  const { t } = useTranslation('work');
  const [name, setName] = useState(column.name);
  const keep = () => {
    const next = name.trim();
    if (next && next !== column.name) renameColumn(doc, step(), column.id, next);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') keep();
    if (event.key === 'Escape') onDone();
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person just asked to type here.
      autoFocus
      value={name}
      maxLength={200}
      aria-label={t('column.name')}
      onChange={(event) => setName(event.target.value)}
      onFocus={(event) => event.target.select()}
      onKeyDown={onKeyDown}
      onBlur={keep}
      className="-ml-1 h-7 min-w-0 flex-1 rounded-sm bg-surface px-1 font-semibold text-sm outline-2 outline-accent"
    />
  );
}

interface ColumnCountProps {
  total: number;
  shown: number;
  limit: number | null;
}

function ColumnCount({ total, shown, limit }: ColumnCountProps) {
  const { t } = useTranslation('work');
  if (limit !== null && total > limit) return <OverLimit total={total} limit={limit} />;
  const counted = limit === null ? String(total) : `${total} / ${limit}`;
  const label = limit === null ? t('column.count', { count: total }) : t('column.countOf', { count: total, limit });
  return (
    <span className="shrink-0 px-1 text-ink-3 text-xs tabular-nums">
      <span className="sr-only">{label}</span>
      <span aria-hidden>{shown === total ? counted : `${shown} · ${counted}`}</span>
    </span>
  );
}

function OverLimit({ total, limit }: { total: number; limit: number }) {
  const { t } = useTranslation('work');
  const label = `${t('column.countOf', { count: total, limit })}, ${t('column.over')}`;
  return (
    <Tooltip label={label}>
      <span className="inline-flex h-5 shrink-0 items-center gap-1 rounded-sm bg-warn-soft px-1.5 font-medium text-warn-text text-xs tabular-nums">
        <TriangleAlert aria-hidden className="size-3.5" />
        {total} / {limit} {t('column.over')}
      </span>
    </Tooltip>
  );
}
