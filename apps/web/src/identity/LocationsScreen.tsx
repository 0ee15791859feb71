import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { MapPin, Plus, SearchX } from 'lucide-react';
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
import { LocationSheet } from './rights/LocationSheet.tsx';
import { NewLocationDialog } from './rights/NewLocationDialog.tsx';
import { type LocationRow, useLocationColumns } from './use-location-columns.tsx';
import { useUrlSearch } from './use-url-search.ts';

/** The company's branches. */
export function LocationsScreen() {
  const { t } = useTranslation('identity');
  const { search, typed, setTyped } = useUrlSearch();
  useTitle(t('locations.title'));
  return (
    <ListScreen
      title={t('locations.title')}
      toolbar={
        <>
          <SearchInput
            label={t('locations.search')}
            value={typed}
            onValueChange={setTyped}
            className="w-full sm:w-72"
          />
          <FieldFilters entity="location" />
          <span className="flex-1" />
          <NewLocationButton />
        </>
      }
    >
      <LocationsTable search={search} />
    </ListScreen>
  );
}

function NewLocationButton() {
  const { t } = useTranslation('rights');
  const navigate = useNavigate({ from: '/admin/locations' });
  const mayOpen = useMay('identity:location:manage');
  const [open, setOpen] = useState(false);
  if (!mayOpen) return null;
  return (
    <>
      <Button icon={<Plus />} onClick={() => setOpen(true)}>
        {t('location.new')}
      </Button>
      {open && (
        <NewLocationDialog
          onClose={() => setOpen(false)}
          onCreated={(location) => void navigate({ search: (before) => ({ ...before, location }) })}
        />
      )}
    </>
  );
}

function LocationsTable({ search }: { search: string }) {
  const { t } = useTranslation('identity');
  const { location: openId } = useSearch({ from: '/shell/admin/locations' });
  const navigate = useNavigate({ from: '/admin/locations' });
  const show = (id: string | undefined) => void navigate({ search: (before) => ({ ...before, location: id }) });
  const columns = [...useLocationColumns(), ...useFieldColumns<LocationRow>('location')];
  const { query: fieldQuery, filters } = useFieldQuery();
  const query = useInfiniteQuery({
    ...trpc.identity.locations.list.infiniteQueryOptions(
      { limit: 100, search: search || undefined, ...fieldQuery },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.items);
  if (query.error && !rows) return <ListProblem error={query.error} onRetry={() => void query.refetch()} />;
  if (!rows) return <ListSkeleton />;
  if (rows.length === 0) return <NoLocations searched={search !== '' || filters.length > 0} />;
  const opened = rows.find(({ id }) => id === openId);
  return (
    <>
      <DataTable
        label={t('locations.title')}
        columns={columns}
        rows={rows}
        keyOf={(location) => location.id}
        selectedKey={openId}
        onOpen={(location) => show(location.id)}
        onEndNear={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        foot={<ListFoot count={rows.length} hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} />}
      />
      {opened && (
        <LocationSheet key={`${opened.id} ${opened.version}`} location={opened} onClose={() => show(undefined)} />
      )}
    </>
  );
}

function NoLocations({ searched }: { searched: boolean }) {
  const { t } = useTranslation('identity');
  return searched ? (
    <EmptyState icon={<SearchX />} title={t('locations.none')}>
      {t('locations.noneHint')}
    </EmptyState>
  ) : (
    <EmptyState icon={<MapPin />} title={t('locations.empty')}>
      {t('locations.emptyHint')}
    </EmptyState>
  );
}
