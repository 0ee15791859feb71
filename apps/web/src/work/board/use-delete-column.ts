import { deleteColumn, restoreColumn } from '@muster/contract/work/board-columns';
import type { BoardColumn } from '@muster/contract/work/board-contents';
import { useTranslation } from 'react-i18next';
import { toast } from '../../ui/toast.ts';
import { useBoard } from './BoardSession.ts';

/** Deletes a column, says where its cards are now, and offers to take it back. */
export function useDeleteColumn(): (column: BoardColumn) => void {
  const { t } = useTranslation('work');
  const { doc, store, step } = useBoard();
  return (column) => {
    const count = store.view(column.id).total;
    deleteColumn(doc, step(), column.id);
    const home = store.columns()[0]?.name;
    const cards = home ? t('column.deletedCards', { count, column: home }) : t('column.deletedLast');
    toast(t('column.deleted', { name: column.name }), {
      description: count > 0 ? cards : undefined,
      action: { label: t('undo'), run: () => restoreColumn(doc, step(), column.id) },
    });
  };
}
