import type { BoardMember } from '@muster/contract/work/boards';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../core/trpc.ts';
import type { PresentPerson } from '../store/presence-state.ts';

/** How many people one page of the company's list holds; larger companies search (see the share dialog). */
const PAGE = 200;

/** The company's people by id, in the order of their names; the board's members even where the list is not allowed. */
export function usePeople(members: readonly BoardMember[], me: PresentPerson): ReadonlyMap<string, PresentPerson> {
  const { data } = useQuery(trpc.identity.users.list.queryOptions({ limit: PAGE }));
  return useMemo(() => {
    const people = new Map<string, PresentPerson>([[me.id, me]]);
    for (const { userId, name, color } of members) people.set(userId, { id: userId, name, color });
    for (const { id, name, color } of data?.items ?? []) people.set(id, { id, name, color });
    return new Map([...people].sort(([, a], [, b]) => a.name.localeCompare(b.name)));
  }, [data, members, me]);
}
