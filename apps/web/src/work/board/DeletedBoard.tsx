import { defaultDeletedContentDays } from '@muster/contract/collaboration/retention';
import type { BoardDetails } from '@muster/contract/work/boards';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useRestoreBoard } from '../use-board-commands.ts';

/** The address of a deleted board, for those who may bring it back. */
export function DeletedBoard({ board }: { board: BoardDetails }) {
  const { t } = useTranslation('work');
  const { restore, isPending } = useRestoreBoard();
  return (
    <EmptyState
      className="flex-1"
      icon={<Trash2 />}
      title={t('board.deleted')}
      action={
        board.access === 'owner' && (
          <Button variant="primary" busy={isPending} onClick={() => restore(board)}>
            {t('restore')}
          </Button>
        )
      }
    >
      {t('board.deletedHint', { days: defaultDeletedContentDays })}
    </EmptyState>
  );
}
