import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FileUp, SearchX, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../core/list/DataTable.tsx';
import { SearchInput } from '../core/list/SearchInput.tsx';
import { trpc } from '../core/trpc.ts';
import { useMay } from '../core/use-me.ts';
import { useTitle } from '../core/use-title.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FieldFilters } from './custom-fields/FieldFilters.tsx';
import { useFieldColumns } from './custom-fields/use-field-columns.tsx';
import { useFieldQuery } from './custom-fields/use-field-query.ts';
import { ListFoot } from './ListFoot.tsx';
import { ListProblem } from './ListProblem.tsx';
import { ListScreen } from './ListScreen.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import type { PersonRow } from './list-rows.ts';
import { CertificationsDue } from './rights/CertificationsDue.tsx';
import { DeactivationDialog } from './rights/DeactivationDialog.tsx';
import { ImportDialog } from './rights/ImportDialog.tsx';
import { PeopleBulkBar } from './rights/PeopleBulkBar.tsx';
import { PersonByTaxNumber } from './rights/PersonByTaxNumber.tsx';
import { PersonSheet } from './rights/PersonSheet.tsx';
import type { DeactivationReport } from './rights/use-deactivation.ts';
import { useSelectionColumn } from './rights/use-selection-column.tsx';
import { usePeopleColumns } from './use-people-columns.tsx';
import { useUrlSearch } from './use-url-search.ts';

/** Everyone of the company. */
export function PeopleScreen() {
  const { t } = useTranslation('identity');
  const { search, typed, setTyped } = useUrlSearch();
  const navigate = useNavigate({ from: '/admin/people' });
  const openPerson = (person: string) => void navigate({ search: (before) => ({ ...before, person }) });
  useTitle(t('people.title'));
  return (
    <ListScreen
      title={t('people.title')}
      toolbar={
        <>
          <SearchInput label={t('people.search')} value={typed} onValueChange={setTyped} className="w-full sm:w-72" />
          <FieldFilters entity="user" />
          <span className="flex-1" />
          <CertificationsDue onOpenPerson={openPerson} />
          <PersonByTaxNumber onOpenPerson={openPerson} />
          <ImportButton />
        </>
      }
    >
      <PeopleTable search={search} />
    </ListScreen>
  );
}

function ImportButton() {
  const { t } = useTranslation('rights');
  const mayImport = useMay('identity:employee:manage');
  const [open, setOpen] = useState(false);
  if (!mayImport) return null;
  return (
    <>
      <Button icon={<FileUp />} onClick={() => setOpen(true)}>
        {t('import.open')}
      </Button>
      {open && <ImportDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function PeopleTable({ search }: { search: string }) {
  const { t } = useTranslation('identity');
  const { person } = useSearch({ from: '/shell/admin/people' });
  const navigate = useNavigate({ from: '/admin/people' });
  const show = (id: string | undefined) => void navigate({ search: (before) => ({ ...before, person: id }) });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [report, setReport] = useState<DeactivationReport>();
  const selection = { selected, onChange: setSelected };
  const selectionColumn = useSelectionColumn(selection);
  const mayManage = useMay('identity:user:manage');
  const columns = usePeopleColumns();
  columns.splice(mayManage ? -1 : columns.length, 0, ...useFieldColumns<PersonRow>('user'));
  const { query: fieldQuery, filters } = useFieldQuery();
  if (mayManage) columns.splice(-1, 0, selectionColumn);
  const query = useInfiniteQuery({
    ...trpc.identity.users.list.infiniteQueryOptions(
      { limit: 100, search: search || undefined, ...fieldQuery },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !rows) return <ListProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (!rows) return <ListSkeleton />;
  if (rows.length === 0) return <NoPeople searched={search !== '' || filters.length > 0} />;
  return (
    <div className="relative h-full">
      <DataTable
        label={t('people.title')}
        columns={columns}
        rows={rows}
        keyOf={(user) => user.id}
        selectedKey={person}
        selection={mayManage ? selection : undefined}
        onOpen={(user) => show(user.id)}
        onEndNear={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        foot={<ListFoot count={rows.length} hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} />}
      />
      {selected.size > 0 && (
        <PeopleBulkBar
          people={rows.filter(({ id }) => selected.has(id))}
          onClear={() => setSelected(new Set())}
          onDeactivated={setReport}
        />
      )}
      {report && <DeactivationDialog report={report} onClose={() => setReport(undefined)} />}
      {person && <PersonSheet key={person} userId={person} onClose={() => show(undefined)} />}
    </div>
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
