import type { LiveDocumentFigures } from '@muster/contract/collaboration/live-documents';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../core/trpc.ts';
import { useFormat } from '../core/use-format.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { lookInterval } from './live-document.ts';
import { useSizes } from './use-sizes.ts';

interface Figure {
  key: string;
  label: string;
  value: string;
  note: string;
  /** Whether somebody should look. */
  worrying?: boolean;
}

/** All documents in five figures; the last known ones stay when the server does not answer. */
export function FigureStrip() {
  const { t } = useTranslation('collaboration');
  const format = useFormat();
  const options = trpc.collaboration.liveDocuments.figures.queryOptions();
  const { data, dataUpdatedAt, isError } = useQuery({ ...options, refetchInterval: lookInterval });
  const figures = useFigures(data);
  return (
    <section aria-label={t('figures.label')} className="shrink-0 border-line border-b px-gutter py-3">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
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

const nothing: LiveDocumentFigures = {
  documents: 0,
  bytes: 0,
  open: 0,
  people: 0,
  otherServers: 0,
  saveTimes: null,
  behind: 0,
  problems: 0,
};

function useFigures(data: LiveDocumentFigures = nothing): readonly Figure[] {
  const { t } = useTranslation('collaboration');
  const { number } = useFormat();
  const { bytes } = useSizes();
  const { saveTimes, open, people, otherServers, behind, problems, documents } = data;
  const here = otherServers > 0 ? ` ${t('figures.here')}` : '';
  const milliseconds = (value: number) => t('milliseconds', { count: Math.max(1, Math.round(value)) });
  return [
    { key: 'open', label: t('figures.open') + here, value: number(open), note: t('figures.people', { count: people }) },
    {
      key: 'saving',
      label: t('figures.saving') + here,
      value: saveTimes ? milliseconds(saveTimes.median) : '–',
      note: saveTimes ? t('figures.slowest', { time: milliseconds(saveTimes.slowest) }) : t('figures.notYet'),
    },
    {
      key: 'behind',
      label: t('figures.behind'),
      value: number(behind),
      note: behind === 0 ? t('figures.followed') : t('figures.waiting'),
    },
    {
      key: 'problems',
      label: t('figures.problems'),
      value: number(problems),
      note: problems === 0 ? t('figures.none') : t('figures.kept'),
      worrying: problems > 0,
    },
    {
      key: 'size',
      label: t('figures.size'),
      value: bytes(data.bytes),
      note: t('figures.documents', { count: documents }),
    },
  ];
}
