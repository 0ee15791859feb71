import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Headset, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../core/list/DataTable.tsx';
import { trpc } from '../../../core/trpc.ts';
import { useTitle } from '../../../core/use-title.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { ListFoot } from '../../ListFoot.tsx';
import { ListProblem } from '../../ListProblem.tsx';
import { ListScreen } from '../../ListScreen.tsx';
import { ListSkeleton } from '../../ListSkeleton.tsx';
import { StaySheet } from './StaySheet.tsx';
import { useStayColumns } from './use-stay-columns.tsx';

const choices = ['all', 'open', 'over'] as const;

/** Who of the platform was in the company: who, why, when, and what they opened. */
export function OperatorAccessScreen() {
  const { t } = useTranslation('operator');
  const { show, change } = useStaySearch();
  useTitle(t('admin.title'));
  const filter = (
    <SegmentedControl
      label={t('admin.show')}
      value={show}
      onValueChange={(next) => change({ show: next === 'all' ? undefined : next })}
      options={choices.map((value) => ({ value, label: t(`admin.${value}`) }))}
    />
  );
  return (
    <ListScreen title={t('admin.title')} toolbar={filter}>
      <StayTable />
    </ListScreen>
  );
}

function useStaySearch() {
  const search = useSearch({ from: '/shell/admin/operators' });
  const navigate = useNavigate();
  const show = choices.find((each) => each === search.show) ?? 'all';
  const change = (part: { show?: string | undefined; stay?: string | undefined }) =>
    void navigate({ to: '/admin/operators', search: { ...search, ...part }, replace: true });
  return { show, stay: search.stay, change };
}

function StayTable() {
  const { t } = useTranslation('operator');
  const { show, stay, change } = useStaySearch();
  const columns = useStayColumns();
  const query = useInfiniteQuery({
    ...trpc.identity.operatorAccess.list.infiniteQueryOptions(
      { limit: 50, ...(show !== 'all' && { open: show === 'open' }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !rows) return <ListProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (!rows) return <ListSkeleton />;
  const opened = rows.find(({ id }) => id === stay);
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState
          icon={show === 'all' ? <Headset /> : <SearchX />}
          title={t(show === 'all' ? 'admin.empty' : 'admin.none')}
        >
          {t(show === 'all' ? 'admin.emptyHint' : 'admin.noneHint')}
        </EmptyState>
      ) : (
        <DataTable
          label={t('admin.title')}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          {...(stay && { selectedKey: stay })}
          onOpen={({ id }) => change({ stay: id })}
          onEndNear={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
          foot={<ListFoot count={rows.length} hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} />}
        />
      )}
      {opened && <StaySheet stay={opened} onClose={() => change({ stay: undefined })} />}
    </>
  );
}
