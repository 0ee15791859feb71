import { clsx } from 'clsx';
import { CalendarClock, CalendarDays, CalendarX2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../core/Time.tsx';
import { dateOf, useFormat } from '../../core/use-format.ts';
import { type DueState, dueState, localDay } from './due-date.ts';

const look: Record<DueState, string> = {
  late: 'bg-bad-soft text-bad-text',
  today: 'bg-warn-soft text-warn-text',
  soon: 'bg-warn-soft text-warn-text',
  later: 'text-ink-3',
};

const shape = { late: CalendarX2, today: CalendarClock, soon: CalendarClock, later: CalendarDays };
const spoken = { late: 'card.dueLate', today: 'card.dueToday', soon: 'card.dueSoon', later: 'card.dueLater' } as const;

/** The viewer's calendar day; changes at midnight. */
export function useToday(): string {
  return localDay(useNow());
}

/** A due date: late and soon differ in colour, icon and words. */
export function DueBadge({ due }: { due: string }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const state = dueState(due, useToday());
  const date = format.date(dateOf(due));
  const Icon = shape[state];
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-sm text-xs tabular-nums',
        look[state],
        state !== 'later' && 'px-1.5 font-medium',
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{t(spoken[state], { date })}</span>
      <span aria-hidden>
        {state === 'today' ? t('filter.today') : date}
        {state === 'late' && ` · ${t('card.late')}`}
      </span>
    </span>
  );
}
