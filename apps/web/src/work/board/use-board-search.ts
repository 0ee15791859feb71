import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type BoardSearch, readBoardSearch } from '../board-search.ts';

/** What the URL says about this board's screen. */
export function useBoardSearch(): BoardSearch {
  const raw = useSearch({ strict: false });
  return useMemo(() => readBoardSearch(raw), [raw]);
}

/** Changes the URL's parameters; undefined removes one. Filters replace the history entry, the rest adds one. */
export function useSetBoardSearch() {
  const navigate = useNavigate();
  return useCallback(
    (change: BoardSearch, { replace = false } = {}) => {
      void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace });
    },
    [navigate],
  );
}

/** Opens a card's panel. */
export function useOpenCard(): (cardId: string | undefined) => void {
  const setSearch = useSetBoardSearch();
  return useCallback((card) => setSearch({ card }), [setSearch]);
}
