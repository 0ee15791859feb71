import type { Condition } from '@muster/contract/identity/rights/condition';
import { useQueries, useQuery } from '@tanstack/react-query';
import { loadPerson } from '../../core/load-person.ts';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';

function idsIn(conditions: readonly Condition[], name: string): string[] {
  const values = conditions.filter(({ field }) => field === name).flatMap(({ value }) => value);
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}

/** Names of the people and locations that conditions name by id, as far as the reader may see them. */
export function useReferenceNames(conditions: readonly Condition[]): ReadonlyMap<string, string> {
  const maySee = useMay('identity:user:read');
  const people = useQueries({
    queries: idsIn(conditions, 'ownerId').map((id) => ({
      queryKey: trpc.identity.users.names.queryKey({ ids: [id] }),
      queryFn: () => loadPerson(id),
      enabled: maySee,
    })),
  });
  const locations = useQuery({
    ...trpc.identity.locations.list.queryOptions({ limit: 200 }),
    enabled: idsIn(conditions, 'homeLocationId').length > 0,
  });
  const known = [...people.flatMap(({ data }) => data ?? []), ...(locations.data?.items ?? [])];
  return new Map(known.map(({ id, name }) => [id, name]));
}
