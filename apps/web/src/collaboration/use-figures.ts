import type { LiveDocumentFigures } from '@muster/contract/collaboration/live-documents';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../core/use-format.ts';
import type { en } from './catalogue/en.ts';
import { useSizes } from './use-sizes.ts';

/** A figure with its name and what it means. */
export interface Figure {
  key: string;
  label: string;
  value: string;
  note: string;
  /** Whether somebody should look. */
  worrying?: boolean;
}

const nothing: LiveDocumentFigures = {
  documents: 0,
  bytes: 0,
  open: 0,
  people: 0,
  connections: 0,
  changesPerMinute: 0,
  refusals: [],
  oldestWait: 0,
  otherServers: 0,
  saveTimes: null,
  behind: 0,
  oldestBehind: 0,
  problems: 0,
  largestSnapshot: null,
};

/** Changes that wait longer than this to be stored, or to be followed by rows, are worth a look. Milliseconds. */
const longWait = 10_000;

/** What is known of all live documents: first what goes on, then what somebody may have to look after. */
export function useFigures(data: LiveDocumentFigures = nothing): readonly Figure[] {
  return [...useActivity(data), ...useHealth(data)];
}

/** What goes on. */
function useActivity(data: LiveDocumentFigures): readonly Figure[] {
  const { t } = useTranslation('collaboration');
  const { number } = useFormat();
  const duration = useDuration();
  const { saveTimes, oldestWait, otherServers } = data;
  const here = otherServers > 0 ? ` ${t('figures.here')}` : '';
  return [
    {
      key: 'open',
      label: t('figures.open') + here,
      value: number(data.open),
      note: t('figures.people', { count: data.people }),
    },
    {
      key: 'changes',
      label: t('figures.changes') + here,
      value: number(data.changesPerMinute),
      note: t('figures.connections', { count: data.connections }),
    },
    {
      key: 'saving',
      label: t('figures.saving') + here,
      value: saveTimes ? duration(saveTimes.median) : '–',
      note: saveTimes ? t('figures.slowest', { time: duration(saveTimes.slowest) }) : t('figures.notYet'),
    },
    {
      key: 'waiting',
      label: t('figures.unsaved') + here,
      value: oldestWait > 0 ? duration(oldestWait) : '–',
      note: oldestWait > 0 ? t('figures.unsavedOldest') : t('figures.allSaved'),
      worrying: oldestWait > longWait,
    },
  ];
}

/** What somebody may have to look after. */
function useHealth({ behind, oldestBehind, problems, ...data }: LiveDocumentFigures): readonly Figure[] {
  const { t } = useTranslation('collaboration');
  const { number } = useFormat();
  const { bytes } = useSizes();
  const duration = useDuration();
  const { documents, largestSnapshot } = data;
  return [
    useRefusals(data),
    {
      key: 'behind',
      label: t('figures.behind'),
      value: number(behind),
      note: behind === 0 ? t('figures.followed') : t('figures.waiting', { time: duration(oldestBehind) }),
      worrying: oldestBehind > longWait,
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
      note: [
        t('figures.documents', { count: documents }),
        ...(largestSnapshot === null ? [] : [t('figures.snapshots', { size: bytes(largestSnapshot) })]),
      ].join(', '),
    },
  ];
}

function useRefusals({ refusals, otherServers }: Pick<LiveDocumentFigures, 'refusals' | 'otherServers'>): Figure {
  const { t, i18n } = useTranslation('collaboration');
  const { number } = useFormat();
  const isNamed = (code: string): code is keyof typeof en.refusals =>
    i18n.exists(`refusals.${code}`, { ns: 'collaboration' });
  const count = refusals.reduce((sum, refusal) => sum + refusal.count, 0);
  const reasons = refusals.map(({ code }) => (isNamed(code) ? t(`refusals.${code}`) : code));
  return {
    key: 'refused',
    label: t('figures.refused') + (otherServers > 0 ? ` ${t('figures.here')}` : ''),
    value: number(count),
    note: count === 0 ? t('figures.noneRefused') : reasons.join(', '),
    worrying: refusals.some(({ code }) => code !== 'read_only'),
  };
}

/** Milliseconds as somebody reads them. */
function useDuration(): (milliseconds: number) => string {
  const { t } = useTranslation('collaboration');
  return (milliseconds) =>
    milliseconds < 1_000
      ? t('milliseconds', { count: Math.max(1, Math.round(milliseconds)) })
      : t('seconds', { count: Math.round(milliseconds / 1_000) });
}
