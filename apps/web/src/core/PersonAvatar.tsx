import { useQuery } from '@tanstack/react-query';
import { Avatar, type AvatarProps } from '../ui/Avatar.tsx';
import { trpc } from './trpc.ts';
import { useMay } from './use-me.ts';

interface PersonAvatarProps extends Omit<AvatarProps, 'person'> {
  /** Null for what no person did. */
  id: string | null;
  name: string;
}

/** Until the person's own colour is known: a grey, so that no wrong one flashes up. */
const unknownYet = '#4f6272';

/** The avatar of somebody of whom a record knows only id or name, in the colour that is theirs everywhere. */
export function PersonAvatar({ id, name, ...rest }: PersonAvatarProps) {
  const maySee = useMay('identity:user:read');
  const { data, isLoading } = useQuery({ ...trpc.identity.users.list.queryOptions({ limit: 200 }), enabled: maySee });
  const known = data?.items.find((person) => (id ? person.id === id : person.name === name));
  return (
    <Avatar {...rest} person={{ id: id ?? name, name, color: known?.color ?? (isLoading ? unknownYet : undefined) }} />
  );
}
