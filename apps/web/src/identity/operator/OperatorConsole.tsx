import type { OperatorMe } from '@muster/contract/identity/operator';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Building2, LogOut, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../core/list/SearchInput.tsx';
import { trpc } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Toaster } from '../../ui/Toaster.tsx';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import { useTypedSearch } from '../use-typed-search.ts';
import { EnterDialog } from './EnterDialog.tsx';
import { OpenStay } from './OpenStay.tsx';

/** The companies of the platform, and the one that the operator is in. */
export function OperatorConsole({ me }: { me: OperatorMe }) {
  const { t } = useTranslation('operator');
  return (
    <main className="h-dvh overflow-y-auto bg-surface">
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-6 px-gutter py-6">
        <ConsoleHead me={me} />
        {me.access && <OpenStay access={me.access} />}
        <section aria-labelledby="companies" className="flex flex-col gap-3">
          <div>
            <h1 id="companies" className="font-semibold text-xl tracking-tight">
              {t('console.title')}
            </h1>
            <p className="mt-1 text-ink-3">{t('console.lead')}</p>
          </div>
          <Companies />
        </section>
      </div>
      <Toaster />
    </main>
  );
}

function ConsoleHead({ me }: { me: OperatorMe }) {
  const { t } = useTranslation('operator');
  const queryClient = useQueryClient();
  const signOut = useMutation(
    trpc.identity.operator.signOut.mutationOptions({ onSettled: () => queryClient.resetQueries() }),
  );
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Mark size={26} />
      <p className="min-w-0 flex-1 truncate text-ink-3 max-sm:order-last max-sm:basis-full">
        {t('console.signedIn', { name: me.name, email: me.email })}
      </p>
      <span className="max-sm:ml-auto">
        <LanguageSwitch />
      </span>
      <Button icon={<LogOut aria-hidden />} busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('console.signOut')}
      </Button>
    </header>
  );
}

function Companies() {
  const { t } = useTranslation('operator');
  const [search, setSearch] = useState('');
  const [typed, setTyped] = useTypedSearch(search, setSearch);
  const [entering, setEntering] = useState<{ id: string; name: string }>();
  const query = useInfiniteQuery({
    ...trpc.identity.operator.tenants.infiniteQueryOptions(
      { limit: 50, ...(search && { search }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
  const tenants = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <SearchInput label={t('console.search')} value={typed} onValueChange={setTyped} />
      {!tenants && <Skeleton className="h-40 rounded-lg" />}
      {tenants?.length === 0 && (
        <EmptyState icon={<SearchX />} title={t('console.none')}>
          {t('console.noneHint')}
        </EmptyState>
      )}
      {tenants && tenants.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line">
          {tenants.map((tenant) => (
            <li key={tenant.id} className="flex min-h-12 items-center gap-3 border-line px-3 not-first:border-t">
              <Building2 aria-hidden className="size-4 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1 truncate font-medium">{tenant.name}</span>
              <Button
                size="small"
                aria-label={t('console.enterOne', { name: tenant.name })}
                onClick={() => setEntering(tenant)}
              >
                {t('console.enter')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('console.more')}
        </Button>
      )}
      {entering && <EnterDialog tenant={entering} onClose={() => setEntering(undefined)} />}
    </>
  );
}
