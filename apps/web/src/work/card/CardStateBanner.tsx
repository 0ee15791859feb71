import type { BoardCard } from '@muster/contract/work/board-contents';
import { Archive, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { useCardActions } from '../board/use-card-actions.ts';

/** Says that a card is deleted or archived, by whom, and brings it back. The panel stays: what is typed is kept. */
export function CardStateBanner({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { me, people } = useBoard();
  if (card.deletedAt) {
    const name = people.get(card.deletedById ?? '')?.name ?? t('unknownPerson');
    const words = card.deletedById === me.id ? t('panel.deletedBySelf') : t('panel.deletedBy', { name });
    return <Banner card={card} icon={<Trash2 />} tone="bg-bad-soft text-bad-text" words={words} />;
  }
  if (card.archivedAt) {
    return <Banner card={card} icon={<Archive />} tone="bg-sunken text-ink-2" words={t('panel.archivedNote')} />;
  }
  return null;
}

interface BannerProps {
  card: BoardCard;
  icon: ReactNode;
  tone: string;
  words: string;
}

function Banner({ card, icon, tone, words }: BannerProps) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  const { restore } = useCardActions();
  return (
    <div
      role="alert"
      className={`mb-4 flex items-center gap-2.5 rounded-md px-3 py-2 [&>svg]:size-4 [&>svg]:shrink-0 ${tone}`}
    >
      {icon}
      <span className="min-w-0 flex-1">{words}</span>
      {canEdit && (
        <Button size="small" onClick={() => restore([card.id])}>
          {t('restore')}
        </Button>
      )}
    </div>
  );
}
