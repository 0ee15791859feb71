import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { SearchX, Users } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../core/list/DataTable.tsx';
import { SearchInput } from '../core/list/SearchInput.tsx';
import { trpc } from '../core/trpc.ts';
import { useTitle } from '../core/use-title.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ListFoot } from './ListFoot.tsx';
import { ListProblem } from './ListProblem.tsx';
import { ListScreen } from './ListScreen.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { usePeopleColumns } from './use-people-columns.tsx';
import { useTypedSearch } from './use-typed-search.ts';

/** Everyone of the company. */
export function PeopleScreen() {
  const { t } = useTranslation('identity');
  const { search = '' } = useSearch({ from: '/shell/admin/people' });
  const navigate = useNavigate({ from: '/admin/people' });
  const setSearch = useCallback(
    (value: string) => void navigate({ search: { search: value || undefined }, replace: true }),
    [navigate],
  );
  const [typed, setTyped] = useTypedSearch(search, setSearch);
  useTitle(t('people.title'));
  return (
    <ListScreen
      title={t('people.title')}
      toolbar={
        <SearchInput label={t('people.search')} value={typed} onValueChange={setTyped} className="w-full sm:w-72" />
      }
    >
      <PeopleTable search={search} />
    </ListScreen>
  );
}

function PeopleTable({ search }: { search: string }) {
  const { t } = useTranslation('identity');
  const columns = usePeopleColumns();
  const query = useInfiniteQuery({
    ...trpc.identity.users.list.infiniteQueryOptions(
      { limit: 100, search: search || undefined },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !rows) return <ListProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (!rows) return <ListSkeleton />;
  if (rows.length === 0) return <NoPeople searched={search !== ''} />;
  return (
    <DataTable
      label={t('people.title')}
      columns={columns}
      rows={rows}
      keyOf={(user) => user.id}
      onEndNear={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
      foot={<ListFoot count={rows.length} hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} />}
    />
  );
}

function NoPeople({ searched }: { searched: boolean }) {
  const { t } = useTranslation('identity');
  return searched ? (
    <EmptyState icon={<SearchX />} title={t('people.none')}>
      {t('people.noneHint')}
    </EmptyState>
  ) : (
    <EmptyState icon={<Users />} title={t('people.empty')}>
      {t('people.emptyHint')}
    </EmptyState>
  );
}
