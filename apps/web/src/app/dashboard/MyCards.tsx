import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { CircleCheck, StickyNote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../core/Time.tsx';
import { type RouterOutputs, trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DueBadge } from './DueBadge.tsx';
import { type Urgency, urgencyOf } from './due.ts';
import { Section } from './Section.tsx';

type MyCard = RouterOutputs['work']['cards']['mine']['items'][number];

/** As many cards as leave room for the boards below them. */
const few = 8;

export function MyCards() {
  const { t } = useTranslation('app');
  const textOf = useProblemText();
  const { data, error } = useQuery(trpc.work.cards.mine.queryOptions({ limit: 50 }));
  const [all, setAll] = useState(false);
  const shown = data?.items.slice(0, all ? undefined : few) ?? [];
  return (
    <Section title={t('dashboard.mine')} aside={data && data.items.length > 0 && <Totals cards={data.items} />}>
      {error && !data && <p className="text-bad-text">{textOf(error).message}</p>}
      {!data && !error && <Skeleton className="h-44 w-full" />}
      {data?.items.length === 0 && <NothingDue />}
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
          {shown.map((card) => (
            <li key={card.id}>
              <CardRow card={card} />
            </li>
          ))}
        </ul>
      )}
      {data && data.items.length > shown.length && (
        <Button variant="ghost" size="small" className="mt-1" onClick={() => setAll(true)}>
          {t('dashboard.showAll', { count: data.items.length })}
        </Button>
      )}
    </Section>
  );
}

function CardRow({ card }: { card: MyCard }) {
  return (
    <Link
      to="/work/boards/$boardId"
      params={{ boardId: card.boardId }}
      search={{ card: card.id }}
      className="flex min-h-row items-center gap-3 px-3.5 py-1.5 -outline-offset-2 hover:bg-hover"
    >
      <StickyNote aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 sm:flex sm:items-center sm:gap-3">
        <span className="block truncate sm:flex-1" title={card.title}>
          {card.title}
        </span>
        <span className="block max-w-64 truncate text-ink-3 text-xs">{card.boardName}</span>
      </span>
      <span className="flex shrink-0 justify-end sm:w-40">
        <DueBadge dueAt={card.dueAt} />
      </span>
    </Link>
  );
}

const tones: Record<'late' | 'today' | 'soon', string> = { late: 'bg-bad', today: 'bg-warn', soon: 'bg-ink-3' };

function Totals({ cards }: { cards: readonly MyCard[] }) {
  const { t } = useTranslation('app');
  const now = useNow();
  const count = (wanted: Urgency) => cards.filter((card) => urgencyOf(card.dueAt, now).urgency === wanted).length;
  const totals = [
    { key: 'late', label: t('dashboard.overdue'), value: count('late') },
    { key: 'today', label: t('dashboard.today'), value: count('today') },
    { key: 'soon', label: t('dashboard.week'), value: count('soon') },
  ] as const;
  return (
    <dl className="flex gap-4 text-xs max-sm:hidden">
      {totals.map(({ key, label, value }) => (
        <div key={key} className="flex items-center gap-1.5">
          <span aria-hidden className={clsx('size-2 rounded-full', tones[key])} />
          <dt className="text-ink-3">{label}</dt>
          <dd className="font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function NothingDue() {
  const { t } = useTranslation('app');
  const action = (
    <Button asChild>
      <Link to="/work">{t('dashboard.toBoards')}</Link>
    </Button>
  );
  return (
    <EmptyState
      icon={<CircleCheck />}
      title={t('dashboard.noneDue')}
      action={action}
      className="rounded-lg border border-line border-dashed"
    >
      {t('dashboard.noneDueHint')}
    </EmptyState>
  );
}
