import { Lock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../core/list/column.ts';
import { Time } from '../core/Time.tsx';
import { useFormat } from '../core/use-format.ts';
import { useMay } from '../core/use-me.ts';
import { AvatarStack } from '../ui/AvatarStack.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { DocumentActions } from './DocumentActions.tsx';
import { DocumentSize } from './DocumentSize.tsx';
import type { LiveDocumentItem } from './live-document.ts';

export function useLiveDocumentColumns(): Column<LiveDocumentItem>[] {
  const { t } = useTranslation('collaboration');
  const format = useFormat();
  const mayManage = useMay('collaboration:document:manage');
  const columns: Column<LiveDocumentItem>[] = [
    {
      key: 'name',
      header: t('column.name'),
      width: 'minmax(0, 2.4fr)',
      cell: (document) => <DocumentName document={document} />,
    },
    {
      key: 'people',
      header: t('column.people'),
      width: 'minmax(96px, 1fr)',
      phoneHidden: true,
      cell: (document) => <People document={document} />,
    },
    {
      key: 'edited',
      header: t('column.edited'),
      width: '112px',
      phoneHidden: true,
      cell: ({ editedAt }) => <Time value={editedAt} className="text-ink-2" />,
    },
    {
      key: 'rows',
      header: t('column.rows'),
      width: '128px',
      phoneHidden: true,
      cell: (document) => <Rows document={document} />,
    },
    {
      key: 'updates',
      header: t('column.updates'),
      width: '104px',
      align: 'end',
      phoneHidden: true,
      cell: ({ updatesSinceSnapshot }) => (
        <Tooltip label={t('column.updatesHint')}>
          <span className="text-ink-2">{format.number(updatesSinceSnapshot)}</span>
        </Tooltip>
      ),
    },
    {
      key: 'size',
      header: t('column.size'),
      width: '132px',
      align: 'end',
      phoneHidden: true,
      cell: (document) => <DocumentSize document={document} />,
    },
  ];
  if (mayManage)
    columns.push({
      key: 'actions',
      header: t('column.menu'),
      headerHidden: true,
      width: 'var(--control-small)',
      align: 'end',
      cell: (document) => <DocumentActions document={document} />,
    });
  return columns;
}

interface Shown {
  document: LiveDocumentItem;
}

function DocumentName({ document }: Shown) {
  const { t } = useTranslation('collaboration');
  const { title } = document;
  return (
    <span className="block min-w-0 leading-tight">
      {title === null ? (
        <Tooltip label={t('privateHint')}>
          <span className="flex items-center gap-1.5 text-ink-2">
            <Lock aria-hidden className="size-3.5 shrink-0" />
            {t('private')}
          </span>
        </Tooltip>
      ) : (
        <span className="block truncate font-medium" title={title}>
          {title}
        </span>
      )}
      <PhoneLine document={document} />
    </span>
  );
}

/** On a phone everything that has no column of its own. */
function PhoneLine({ document }: Shown) {
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs md:hidden">
      <Time value={document.editedAt} />
      <DocumentSize document={document} />
      <Rows document={document} />
      {document.people.length > 0 && <People document={document} />}
    </span>
  );
}

function People({ document: { people, openElsewhere } }: Shown) {
  const { t } = useTranslation('collaboration');
  if (people.length === 0 && !openElsewhere) return <span className="text-ink-3">{t('nobody')}</span>;
  return (
    <span className="flex items-center gap-2">
      <AvatarStack people={people} size={20} label={t('column.people')} />
      {openElsewhere && <span className="truncate text-ink-3 text-xs">{t('elsewhere')}</span>}
    </span>
  );
}

/** Whether lists and reports show all of the document. */
function Rows({ document: { updatesBehind, problems } }: Shown) {
  const { t } = useTranslation('collaboration');
  if (problems > 0) {
    return (
      <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
        {t('problems', { count: problems })}
      </Badge>
    );
  }
  if (updatesBehind > 0) return <Badge tone="live">{t('behind', { count: updatesBehind })}</Badge>;
  return (
    <span className="flex items-center gap-1.5 text-ink-2">
      <span aria-hidden className="size-2 rounded-full bg-good" />
      {t('follow')}
    </span>
  );
}
