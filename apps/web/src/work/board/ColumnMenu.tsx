import { moveColumn } from '@muster/contract/work/board-columns';
import type { BoardColumn } from '@muster/contract/work/board-contents';
import { ArrowLeft, ArrowRight, Ellipsis, Gauge, PencilLine, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../ui/announce.ts';
import { DropdownMenu, MenuItem, MenuSeparator } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useBoard } from './BoardSession.ts';
import { useColumns } from './use-board.ts';
import { useDeleteColumn } from './use-delete-column.ts';

const WipLimitDialog = lazy(async () => ({ default: (await import('./WipLimitDialog.tsx')).WipLimitDialog }));

export function ColumnMenu({ column, onRename }: { column: BoardColumn; onRename: () => void }) {
  const { t } = useTranslation('work');
  const [isLimiting, setLimiting] = useState(false);
  const remove = useDeleteColumn();
  const limit = column.wipLimit === null ? t('column.setLimit') : t('column.changeLimit', { limit: column.wipLimit });
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <IconButton size="small" label={t('column.menu', { name: column.name })}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<PencilLine />} onSelect={onRename}>
          {t('column.rename')}
        </MenuItem>
        <MenuItem icon={<Gauge />} onSelect={() => setLimiting(true)}>
          {limit}
        </MenuItem>
        <MoveItems column={column} />
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onSelect={() => remove(column)}>
          {t('column.delete')}
        </MenuItem>
      </DropdownMenu>
      <Suspense>{isLimiting && <WipLimitDialog column={column} onClose={() => setLimiting(false)} />}</Suspense>
    </>
  );
}

function MoveItems({ column }: { column: BoardColumn }) {
  const { doc, step } = useBoard();
  const { t } = useTranslation('work');
  const columns = useColumns();
  const at = columns.findIndex((each) => each.id === column.id);
  const move = (to: number) => {
    const others = columns.filter((each) => each.id !== column.id);
    moveColumn(doc, step(), column.id, others[to - 1]?.id ?? null);
    announce(t('column.movedTo', { name: column.name, index: to + 1, total: columns.length }));
  };
  return (
    <>
      <MenuItem icon={<ArrowLeft />} disabled={at <= 0} onSelect={() => move(at - 1)}>
        {t('column.moveLeft')}
      </MenuItem>
      <MenuItem icon={<ArrowRight />} disabled={at >= columns.length - 1} onSelect={() => move(at + 1)}>
        {t('column.moveRight')}
      </MenuItem>
    </>
  );
}
