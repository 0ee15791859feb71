import type { LiveDocumentSort } from '@muster/contract/collaboration/live-documents';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../core/trpc.ts';
import { inKnownOrder } from './in-known-order.ts';
import { type LiveDocumentItem, lookInterval } from './live-document.ts';

const idOf = ({ id }: LiveDocumentItem) => id;

/** The list, looked at again every few seconds; its rows keep their places until it is sorted or searched anew. */
export function useLiveDocuments(search: string, sort: LiveDocumentSort) {
  const query = useInfiniteQuery({
    ...trpc.collaboration.liveDocuments.list.infiniteQueryOptions(
      { limit: 100, sort, search: search || undefined },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
    // All pages are read again: who has scrolled far asks the less often.
    refetchInterval: ({ state }) => lookInterval * Math.max(1, state.data?.pages.length ?? 1),
  });
  const asked = `${sort} ${search}`;
  const [order, setOrder] = useState<{ asked: string; keys: readonly string[] }>({ asked: '', keys: [] });
  const items = query.data?.pages.flatMap((page) => page.items);
  const rows = items && inKnownOrder(items, idOf, order.asked === asked ? order.keys : []);
  const keys = rows?.map(idOf) ?? [];
  // Remembered while drawing, so that no row is ever drawn in the wrong place first.
  if (rows && !query.isPlaceholderData && (order.asked !== asked || keys.length !== order.keys.length)) {
    setOrder({ asked, keys });
  }
  return { ...query, rows, error: useStandingError(query) };
}

interface Attempts {
  error: unknown;
  isPending: boolean;
  errorUpdateCount: number;
}

/** What went wrong, also while it is tried again: a list that was never there would come and go with each attempt. */
function useStandingError({ error, isPending, errorUpdateCount }: Attempts): unknown {
  const [last, setLast] = useState<unknown>(null);
  if (error !== null && error !== last) setLast(error);
  return isPending && errorUpdateCount > 0 ? last : error;
}
