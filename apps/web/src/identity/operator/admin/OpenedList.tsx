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

/** What was opened in words, where there are some; else as it is stored, which the title says in any case. */
function useWords(): (line: OperatorLogLine) => string | undefined {
  const { t } = useTranslation('operator');
  const targets: Record<string, string> = t('admin.targets', { returnObjects: true });
  return ({ kind, target }) =>
    targets[kind === 'document' ? `document_${target.split('/')[0]}` : target.replaceAll('.', '_')];
}

function Line({ line }: { line: OperatorLogLine }) {
  const { t } = useTranslation('operator');
  const words = useWords()(line);
  const { target, entityIds, actingAs, at } = line;
  return (
    <div className="flex items-baseline gap-3 py-1.5">
      <span className="min-w-0 flex-1">
        {words && <span className="block truncate">{words}</span>}
        <span className="block truncate text-ink-3 text-xs" title={[target, ...entityIds].join(' ')}>
          <code className="font-mono">{target}</code>
          {(actingAs || entityIds.length > 0) &&
            [
              '',
              actingAs && t('admin.as', { name: actingAs }),
              entityIds.length > 0 && t('admin.records', { count: entityIds.length }),
            ]
              .filter((part) => part !== false && part !== null)
              .join(' · ')}
        </span>
      </span>
      <Time value={at} className="shrink-0 text-ink-3 text-xs" />
    </div>
  );
}
