import { createColumn } from '@muster/contract/work/board-columns';
import { newEntryId } from '@muster/contract/work/board-id';
import { Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useBoard } from './BoardSession.ts';
import { NewColumn } from './NewColumn.tsx';

const starters = ['todo', 'doing', 'done'] as const;

/** A board without columns: what they are for, and three to start with. */
export function NoColumns() {
  const { doc, store, canEdit, step, continued } = useBoard();
  const { t } = useTranslation('work');
  const waiting = store.unplacedCount();
  const start = () => {
    let edit = step();
    for (const name of starters) {
      createColumn(doc, edit, { id: newEntryId(), name: t(`column.starterNames.${name}`) });
      edit = continued();
    }
  };
  return (
    <div className="flex flex-1 flex-col items-center justify-center">
      <EmptyState
        icon={<Columns3 />}
        title={t('column.none')}
        action={
          canEdit && (
            <Button variant="primary" onClick={start}>
              {t('column.starter')}
            </Button>
          )
        }
      >
        {t('column.noneHint')} {waiting > 0 && t('column.unplaced', { count: waiting })}
      </EmptyState>
      {canEdit && <NewColumn />}
    </div>
  );
}
