import { CircleAlert, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../core/Time.tsx';
import { dateOf, useFormat } from '../../core/use-format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { urgencyOf } from './due.ts';

/** When a card is due: red and named when late, amber today, plain before. */
export function DueBadge({ dueAt }: { dueAt: string | null }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { urgency, days } = urgencyOf(dueAt, useNow());
  if (!dueAt) return null;
  if (urgency === 'late') {
    return (
      <Badge tone="bad" icon={<CircleAlert aria-hidden />}>
        {t('dashboard.late', { count: -days })}
      </Badge>
    );
  }
  if (urgency === 'today') {
    return (
      <Badge tone="warn" icon={<Clock aria-hidden />}>
        {t('dashboard.dueToday')}
      </Badge>
    );
  }
  return <Badge>{days === 1 ? t('dashboard.dueTomorrow') : format.date(dateOf(dueAt))}</Badge>;
}
