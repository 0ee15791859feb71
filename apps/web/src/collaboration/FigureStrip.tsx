import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../core/trpc.ts';
import { useFormat } from '../core/use-format.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { lookInterval } from './live-document.ts';
import { useFigures } from './use-figures.ts';

/** All documents in a few figures; the last known ones stay when the server does not answer. */
export function FigureStrip() {
  const { t } = useTranslation('collaboration');
  const format = useFormat();
  const options = trpc.collaboration.liveDocuments.figures.queryOptions();
  const { data, dataUpdatedAt, isError } = useQuery({ ...options, refetchInterval: lookInterval });
  const figures = useFigures(data);
  return (
    <section aria-label={t('figures.label')} className="shrink-0 border-line border-b px-gutter py-3">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
        {figures.map(({ key, label, value, note, worrying }) => (
          <div key={key} className="min-w-0">
            <dt className="truncate text-ink-3 text-xs">{label}</dt>
            <dd className="mt-0.5 font-semibold text-base tabular-nums">
              {data ? value : <Skeleton className="h-4 w-12" />}
            </dd>
            <dd className={worrying ? 'text-warn-text text-xs' : 'text-ink-3 text-xs'}>{data ? note : ' '}</dd>
          </div>
        ))}
      </dl>
      {isError && data && (
        <p role="status" className="mt-2 text-warn-text text-xs">
          {t('stale', { time: format.time(new Date(dataUpdatedAt)) })}
        </p>
      )}
    </section>
  );
}
