import type { BoardCard, BoardLabel } from '@muster/contract/work/board-contents';
import { clsx } from 'clsx';
import { ListChecks, MessageSquare } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AvatarStack } from '../../ui/AvatarStack.tsx';
import { LabelChip } from '../../ui/LabelChip.tsx';
import { useBoard } from './BoardSession.ts';
import { DueBadge } from './DueBadge.tsx';
import { useLabels } from './use-board.ts';

interface CardFaceProps {
  card: BoardCard;
  /** Takes the title's place while it is edited. */
  titleEditor?: ReactNode;
}

/** What a card shows on the board: labels, title, and one line of facts that only stands there when there are any. */
export const CardFace = memo(function CardFace({ card, titleEditor }: CardFaceProps) {
  const { t } = useTranslation('work');
  const labels = useLabels();
  const shown = card.labelIds.flatMap((id) => labels.get(id) ?? []);
  return (
    <>
      {shown.length > 0 && <CardLabels labels={shown} />}
      {titleEditor || (
        <p className={clsx('hyphens-auto break-words text-sm', !card.title && 'text-ink-3 italic')}>
          {card.title || t('untitled')}
        </p>
      )}
      <CardFacts card={card} />
    </>
  );
});

function CardLabels({ labels }: { labels: BoardLabel[] }) {
  return (
    <div className="mb-1.5 flex flex-wrap gap-1">
      {labels.map((label) => (
        <LabelChip key={label.id} color={label.color}>
          {label.name}
        </LabelChip>
      ))}
    </div>
  );
}

function CardFacts({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { people } = useBoard();
  const done = card.checklist.filter((item) => item.done).length;
  const total = card.checklist.length;
  const assignees = card.assigneeIds.map((id) => people.get(id) ?? { id, name: t('unknownPerson') });
  if (!card.dueAt && total === 0 && card.comments.length === 0 && assignees.length === 0) return null;
  return (
    <div className="mt-2 flex min-h-5 flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-3 text-xs tabular-nums">
      {card.dueAt && <DueBadge due={card.dueAt} />}
      {total > 0 && (
        <Fact icon={<ListChecks />} label={t('card.checklist', { done, total })} good={done === total}>
          {done}/{total}
        </Fact>
      )}
      {card.comments.length > 0 && (
        <Fact icon={<MessageSquare />} label={t('card.comments', { count: card.comments.length })}>
          {card.comments.length}
        </Fact>
      )}
      {assignees.length > 0 && <AvatarStack people={assignees} size={20} max={3} className="ml-auto" />}
    </div>
  );
}

interface FactProps {
  icon: ReactNode;
  label: string;
  good?: boolean;
  children: ReactNode;
}

function Fact({ icon, label, good, children }: FactProps) {
  return (
    <span className={clsx('inline-flex items-center gap-1 [&_svg]:size-3.5', good && 'text-good-text')}>
      {icon}
      <span className="sr-only">{label}</span>
      <span aria-hidden>{children}</span>
    </span>
  );
}
