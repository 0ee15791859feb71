import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTypedSearch } from './use-typed-search.ts';

/** What a list is searched for: it stands in the address as `search`, and follows what is typed in pauses. */
export function useUrlSearch(): { search: string; typed: string; setTyped: (typed: string) => void } {
  const { search = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  const setSearch = useCallback(
    (value: string) =>
      void navigate({ to: '.', search: (before) => ({ ...before, search: value || undefined }), replace: true }),
    [navigate],
  );
  const [typed, setTyped] = useTypedSearch(search, setSearch);
  return { search, typed, setTyped };
}
