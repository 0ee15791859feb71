import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/Skeleton.tsx';

const columns = [4, 2, 3];

/** Stands there on the first visit only; afterwards the board as last seen does. */
export function BoardSkeleton() {
  const { t } = useTranslation('work');
  return (
    <div
      role="status"
      aria-label={t('board.loading')}
      className="flex min-h-0 flex-1 gap-3 overflow-hidden px-gutter pt-14"
    >
      {columns.map((cards) => (
        <div key={cards} className="flex w-72 shrink-0 flex-col gap-2 self-start rounded-lg bg-sunken p-2">
          <Skeleton className="my-1.5 h-4 w-24" />
          {Array.from({ length: cards }, (_, at) => at).map((at) => (
            <Skeleton key={at} className="h-16" />
          ))}
        </div>
      ))}
    </div>
  );
}
