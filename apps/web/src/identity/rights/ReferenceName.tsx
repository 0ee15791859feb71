import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';
import { usePerson } from '../../core/use-person.ts';

/** The name of what an id in a condition stands for; the id where the reader may not see it. */
export function ReferenceName({ refersTo, id }: { refersTo: 'user' | 'location'; id: string }) {
  return refersTo === 'user' ? <PersonName id={id} /> : <LocationName id={id} />;
}

function PersonName({ id }: { id: string }) {
  const { person, isLoading } = usePerson(id);
  return <>{person?.name ?? (isLoading ? '…' : id)}</>;
}

function LocationName({ id }: { id: string }) {
  const { data, isLoading } = useQuery(trpc.identity.locations.list.queryOptions({ limit: 200 }));
  return <>{data?.items.find((each) => each.id === id)?.name ?? (isLoading ? '…' : id)}</>;
}
