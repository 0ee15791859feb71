import { useTranslation } from 'react-i18next';
import type { Column } from '../core/list/column.ts';
import { useNow } from '../core/Time.tsx';
import { currentLanguage } from '../core/translation.ts';
import type { RouterOutputs } from '../core/trpc.ts';
import { useFormat } from '../core/use-format.ts';
import { Badge } from '../ui/Badge.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';

export type LocationRow = RouterOutputs['identity']['locations']['list']['items'][number];

export function useLocationColumns(): Column<LocationRow>[] {
  const { t } = useTranslation('identity');
  const format = useFormat();
  return [
    {
      key: 'name',
      header: t('locations.name'),
      width: 'minmax(0, 2fr)',
      cell: (location) => <LocationName location={location} />,
    },
    {
      key: 'ownership',
      header: t('locations.ownership'),
      width: '112px',
      cell: ({ ownership }) => (
        <Badge tone={ownership === 'corporate' ? 'accent' : 'neutral'}>{t(`locations.${ownership}`)}</Badge>
      ),
    },
    {
      key: 'storage',
      header: t('locations.storage'),
      width: '96px',
      phoneHidden: true,
      cell: (location) => <Storage {...location} />,
    },
    {
      key: 'contact',
      header: t('locations.contact'),
      width: 'minmax(0, 1.2fr)',
      phoneHidden: true,
      cell: ({ contactName }) => <span className="block truncate text-ink-2">{contactName ?? '–'}</span>,
    },
    {
      key: 'time',
      header: t('locations.localTime'),
      width: '88px',
      align: 'end',
      phoneHidden: true,
      cell: ({ timeZone }) => <LocalTime timeZone={timeZone} />,
    },
    {
      key: 'trucks',
      header: t('locations.trucks'),
      width: '64px',
      align: 'end',
      phoneHidden: true,
      cell: ({ trucks }) => format.number(trucks),
    },
  ];
}

function LocationName({ location }: { location: LocationRow }) {
  return (
    <span className="block min-w-0 leading-tight">
      <span className="block truncate font-medium" title={location.name}>
        {location.name}
      </span>
      <span className="block truncate text-ink-3 text-xs" title={location.address ?? undefined}>
        {location.address ?? ' '}
      </span>
    </span>
  );
}

function Storage({ storage }: Pick<LocationRow, 'storage'>) {
  const { t } = useTranslation('identity');
  if (storage === 'none') return <span className="text-ink-3">{t('locations.noStorage')}</span>;
  return <span className="text-ink-2">{t(`locations.${storage}`)}</span>;
}

/** What the clock of that branch shows now. */
function LocalTime({ timeZone }: { timeZone: string }) {
  const now = useNow();
  const clock = new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'short', timeZone });
  return (
    <Tooltip label={timeZone}>
      <time className="text-ink-2">{clock.format(now)}</time>
    </Tooltip>
  );
}
