import { useQuery } from '@tanstack/react-query';
import { loadPerson } from './load-person.ts';
import { trpc } from './trpc.ts';
import { useMay } from './use-me.ts';

/** Name and colour of a person by id: while they are asked for and of whom the reader may not see, undefined. */
export function usePerson(id: string | null) {
  const maySee = useMay('identity:user:read');
  const { data, isLoading } = useQuery({
    queryKey: trpc.identity.users.names.queryKey({ ids: [id ?? ''] }),
    queryFn: () => loadPerson(id ?? ''),
    enabled: maySee && id !== null,
  });
  return { person: data?.[0], isLoading };
}
