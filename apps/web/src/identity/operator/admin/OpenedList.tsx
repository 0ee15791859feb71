import type { OperatorLogLine } from '@muster/contract/identity/operator';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../../core/list/SearchInput.tsx';
import { Time } from '../../../core/Time.tsx';
import { trpc } from '../../../core/trpc.ts';
import { Button } from '../../../ui/Button.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useTypedSearch } from '../../use-typed-search.ts';

/** While a stay is open, what is opened shows up within so many milliseconds. */
const interval = 2_000;

/** Everything that an operator opened during one stay, newest first; it grows while they are there. */
export function OpenedList({ accessId, isOpen }: { accessId: string; isOpen: boolean }) {
  const { t } = useTranslation('operator');
  const [target, setTarget] = useState('');
  const [typed, setTyped] = useTypedSearch(target, setTarget);
  const query = useInfiniteQuery({
    ...trpc.identity.operatorAccess.log.infiniteQueryOptions(
      { accessId, limit: 50, ...(target && { target }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    refetchInterval: isOpen ? interval : false,
    placeholderData: keepPreviousData,
  });
  const lines = query.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label={t('admin.opened')} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('admin.opened')}</h2>
      <SearchInput label={t('admin.searchOpened')} value={typed} onValueChange={setTyped} />
      {!lines && <Skeleton className="h-32 rounded-md" />}
      {lines?.length === 0 && <p className="py-3 text-ink-3">{t('admin.nothingOpened')}</p>}
      <ol className="divide-y divide-line">
        {lines?.map((line) => (
          <li key={line.id}>
            <Line line={line} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button variant="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('admin.more')}
        </Button>
      )}
    </section>
  );
}

function Line({ line: { target, entityIds, actingAs, at } }: { line: OperatorLogLine }) {
  const { t } = useTranslation('operator');
  return (
    <div className="flex items-baseline gap-3 py-1.5">
      <span className="min-w-0 flex-1">
        <code className="block truncate font-mono text-xs" title={target}>
          {target}
        </code>
        {(actingAs || entityIds.length > 0) && (
          <span className="block truncate text-ink-3 text-xs" title={entityIds.join(' ')}>
            {[
              actingAs && t('admin.as', { name: actingAs }),
              entityIds.length > 0 && t('admin.records', { count: entityIds.length }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </span>
      <Time value={at} className="shrink-0 text-ink-3 text-xs" />
    </div>
  );
}
