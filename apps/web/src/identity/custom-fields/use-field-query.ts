import type { CustomFieldFilter } from '@muster/contract/identity/custom-fields/filter';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type FieldSearch, readFieldSearch, writeFilters } from './field-query.ts';

/** A list's filters and order by custom fields, as the address of the screen says them. */
export function useFieldQuery() {
  const { fields, sort }: FieldSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = useMemo(() => readFieldSearch({ fields, sort }), [fields, sort]);
  const change = (search: FieldSearch) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...search }), replace: true });
  return {
    query,
    filters: query.customFields ?? [],
    setFilters: (filters: readonly CustomFieldFilter[]) => change({ fields: writeFilters(filters) }),
    setSort: (next: string | undefined) => change({ sort: next }),
    sort,
  };
}
