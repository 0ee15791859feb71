import { type BoardDetails, warningFullness } from '@muster/contract/work/boards';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Stands over a board that is nearly full, while there is still time to do something about it. */
export function FullnessBanner({ board: { fullness } }: { board: BoardDetails }) {
  const { t } = useTranslation('work');
  if (fullness < warningFullness) return null;
  const percent = Math.min(99, Math.floor(fullness * 100));
  return (
    <div
      role="status"
      className="flex items-start gap-2.5 border-line border-b bg-warn-soft px-gutter py-2 text-warn-text"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0">
        <span className="font-medium">{t('board.nearlyFull', { percent })}</span>{' '}
        <span>{t('board.nearlyFullHint')}</span>
      </p>
    </div>
  );
}
