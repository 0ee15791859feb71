import { type LiveDocumentSort, liveDocumentSorts } from '@muster/contract/collaboration/live-documents';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FileClock, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../core/list/DataTable.tsx';
import { SearchInput } from '../core/list/SearchInput.tsx';
import { useTitle } from '../core/use-title.ts';
import { ListFoot } from '../identity/ListFoot.tsx';
import { ListProblem } from '../identity/ListProblem.tsx';
import { ListScreen } from '../identity/ListScreen.tsx';
import { ListSkeleton } from '../identity/ListSkeleton.tsx';
import { useUrlSearch } from '../identity/use-url-search.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Select } from '../ui/Select.tsx';
import { FigureStrip } from './FigureStrip.tsx';
import { useLiveDocumentColumns } from './use-live-document-columns.tsx';
import { useLiveDocuments } from './use-live-documents.ts';

const path = '/shell/admin/live-documents';

/** What goes on in the company's live documents, for those who look after them. */
export function LiveDocumentsScreen() {
  const { t } = useTranslation('collaboration');
  const { search = '', sort: asked } = useSearch({ from: path });
  const sort = liveDocumentSorts.find((known) => known === asked) ?? 'edited';
  useTitle(t('title'));
  return (
    <ListScreen title={t('title')} toolbar={<Toolbar sort={sort} />}>
      <div className="flex h-full flex-col">
        <FigureStrip />
        <div className="min-h-0 flex-1">
          <DocumentTable search={search} sort={sort} />
        </div>
      </div>
    </ListScreen>
  );
}

interface Asked {
  search: string;
  sort: LiveDocumentSort;
}

function Toolbar({ sort }: Pick<Asked, 'sort'>) {
  const { t } = useTranslation('collaboration');
  const navigate = useNavigate({ from: '/admin/live-documents' });
  const { typed, setTyped } = useUrlSearch();
  const setSort = (value: LiveDocumentSort) =>
    void navigate({
      search: (before) => ({ ...before, sort: value === 'edited' ? undefined : value }),
      replace: true,
    });
  const sorts = liveDocumentSorts.map((value) => ({ value, label: t(`sorts.${value}`) }));
  return (
    <>
      <SearchInput
        label={t('search')}
        value={typed}
        onValueChange={setTyped}
        className="max-sm:min-w-0 max-sm:flex-1 sm:w-72"
      />
      <Select
        aria-label={t('sort')}
        value={sort}
        onValueChange={setSort}
        options={sorts}
        className="max-sm:w-40! sm:w-56"
      />
    </>
  );
}

function DocumentTable({ search, sort }: Asked) {
  const { t } = useTranslation('collaboration');
  const columns = useLiveDocumentColumns();
  const { rows, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLiveDocuments(search, sort);
  if (error && !rows) return <ListProblem error={error} onRetry={() => void refetch()} />;
  if (!rows) return <ListSkeleton />;
  if (rows.length === 0) return <NoDocuments searched={search !== ''} />;
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      onEndNear={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
      foot={<ListFoot count={rows.length} hasMore={hasNextPage} isLoading={isFetchingNextPage} />}
    />
  );
}

function NoDocuments({ searched }: { searched: boolean }) {
  const { t } = useTranslation('collaboration');
  return searched ? (
    <EmptyState icon={<SearchX />} title={t('none')}>
      {t('noneHint')}
    </EmptyState>
  ) : (
    <EmptyState icon={<FileClock />} title={t('empty')}>
      {t('emptyHint')}
    </EmptyState>
  );
}
