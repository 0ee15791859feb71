import type { BoardCard } from '@muster/contract/work/board-contents';
import { SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { useCard } from '../board/use-board.ts';
import { useOpenCard } from '../board/use-board-search.ts';
import { CardComments } from './CardComments.tsx';
import { CardHeader } from './CardHeader.tsx';
import { CardOrigin } from './CardOrigin.tsx';
import { CardProperties } from './CardProperties.tsx';
import { CardStateBanner } from './CardStateBanner.tsx';
import { CardTitleField } from './CardTitleField.tsx';
import { Checklist } from './Checklist.tsx';
import { Description } from './Description.tsx';

/** An open card beside the board; a sheet from below on a phone. */
export function CardPanel({ cardId }: { cardId: string }) {
  const { presence, selection } = useBoard();
  const { t } = useTranslation('work');
  const card = useCard(cardId);
  const openCard = useOpenCard();
  useEffect(() => {
    presence.tell({ open: cardId });
    return () => presence.tell({ open: null });
  }, [presence, cardId]);
  useFocusBack(cardId);
  const close = () => {
    openCard(undefined);
    selection.moveCursor(cardId);
  };
  const title = card ? t('panel.label', { title: card.title || t('untitled') }) : t('panel.gone');
  return (
    <Sheet open onOpenChange={(open) => !open && close()} title={title} mode="panel">
      {card ? <CardContent key={card.id} card={card} onClose={close} /> : <NoSuchCard onClose={close} />}
    </Sheet>
  );
}

/** When the panel closes, the keyboard goes on from its card on the board. */
function useFocusBack(cardId: string): void {
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>(`[data-card-id="${CSS.escape(cardId)}"]`)?.focus();
      });
    },
    [cardId],
  );
}

function CardContent({ card, onClose }: { card: BoardCard; onClose: () => void }) {
  return (
    <>
      <CardHeader card={card} onClose={onClose} />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 pt-4 pb-10 max-sm:px-4">
        <CardStateBanner card={card} />
        <CardTitleField card={card} />
        <CardProperties card={card} />
        <Description cardId={card.id} />
        <Checklist card={card} />
        <CardComments card={card} />
        <CardOrigin card={card} />
      </div>
    </>
  );
}

function NoSuchCard({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('work');
  return (
    <EmptyState
      className="flex-1"
      icon={<SearchX />}
      title={t('panel.gone')}
      action={<Button onClick={onClose}>{t('panel.close')}</Button>}
    >
      {t('panel.goneHint')}
    </EmptyState>
  );
}
