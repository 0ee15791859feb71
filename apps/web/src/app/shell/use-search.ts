import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type RouterOutputs, trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';

export interface Found {
  boards: RouterOutputs['work']['search']['boards'];
  cards: RouterOutputs['work']['search']['cards'];
  /** No words yet: the boards are the recent ones. */
  isRecent: boolean;
  isFetching: boolean;
  failed: boolean;
}

/** The id of the first entry in the palette, as the palette names entries. */
export function firstOf({ boards, cards }: Found): string | undefined {
  if (boards[0]) return `board:${boards[0].id}`;
  return cards[0] && `card:${cards[0].id}`;
}

/** Boards and cards for the words typed; without words, the boards used last. What was found before stays until then. */
export function useSearch(query: string): Found {
  const may = useMay('work:board:read');
  const isRecent = query === '';
  const recent = useQuery({ ...trpc.work.boards.list.queryOptions({ limit: 6 }), enabled: may && isRecent });
  const search = useQuery({
    ...trpc.work.search.queryOptions({ query, limit: 8 }),
    enabled: may && !isRecent,
    placeholderData: keepPreviousData,
  });
  if (isRecent) return { boards: recent.data?.items ?? [], cards: [], isRecent, isFetching: false, failed: false };
  const { boards = [], cards = [] } = search.data ?? {};
  return { boards, cards, isRecent, isFetching: search.isFetching, failed: search.isError };
}
