import type { BoardCard } from '@muster/contract/work/board-contents';
import { Trans, useTranslation } from 'react-i18next';
import { Time } from '../../core/Time.tsx';
import { useBoard } from '../board/BoardSession.ts';

/** Who made the card, and when. */
export function CardOrigin({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { people } = useBoard();
  const name = people.get(card.createdById ?? '')?.name;
  if (!card.createdAt) return null;
  return (
    <p className="mt-8 flex flex-wrap gap-x-2 border-line border-t pt-3 text-ink-3 text-xs">
      <span>
        {name ? (
          <Trans t={t} i18nKey="panel.created" values={{ name }} components={{ b: <span className="text-ink-2" /> }} />
        ) : (
          t('panel.createdUnknown')
        )}
      </span>
      <Time value={card.createdAt} />
    </p>
  );
}
