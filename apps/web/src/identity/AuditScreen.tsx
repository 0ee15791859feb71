import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../core/list/DataTable.tsx';
import { trpc } from '../core/trpc.ts';
import { useTitle } from '../core/use-title.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { AuditEntrySheet } from './AuditEntrySheet.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { filterOf, useAuditSearch } from './audit/use-audit-search.ts';
import { ListFoot } from './ListFoot.tsx';
import { ListProblem } from './ListProblem.tsx';
import { ListScreen } from './ListScreen.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { useAuditColumns } from './use-audit-columns.tsx';

/** Who changed what, from what to what. */
export function AuditScreen() {
  const { t } = useTranslation('identity');
  useTitle(t('audit.title'));
  return (
    <ListScreen title={t('audit.title')} toolbar={<AuditFilters />}>
      <AuditTable />
    </ListScreen>
  );
}

function useAuditEntries() {
  const { search } = useAuditSearch();
  return useInfiniteQuery({
    ...trpc.identity.audit.list.infiniteQueryOptions(
      { limit: 100, ...filterOf(search) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
}

function AuditTable() {
  const { t } = useTranslation('identity');
  const { search, change } = useAuditSearch();
  const openId = search.entry;
  const columns = useAuditColumns();
  const query = useAuditEntries();
  const rows = query.data?.pages.flatMap((page) => page.items);
  const show = (id: string | undefined) => change({ entry: id });
  if (query.error && !rows) return <ListProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (!rows) return <ListSkeleton />;
  if (rows.length === 0) return <NoEntries filtered={Object.keys(filterOf(search)).length > 0} />;
  const open = rows.find((row) => row.id === openId);
  return (
    <>
      <DataTable
        label={t('audit.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        selectedKey={openId}
        onOpen={(row) => show(row.id)}
        onEndNear={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        foot={<ListFoot count={rows.length} hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} />}
      />
      {open && <AuditEntrySheet entry={open} onClose={() => show(undefined)} />}
    </>
  );
}

function NoEntries({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('identity');
  return filtered ? (
    <EmptyState icon={<SearchX />} title={t('audit.none')}>
      {t('audit.noneHint')}
    </EmptyState>
  ) : (
    <EmptyState icon={<ScrollText />} title={t('audit.empty')}>
      {t('audit.emptyHint')}
    </EmptyState>
  );
}
