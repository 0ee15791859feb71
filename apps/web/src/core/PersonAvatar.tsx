import { Avatar, type AvatarProps } from '../ui/Avatar.tsx';
import { usePerson } from './use-person.ts';

interface PersonAvatarProps extends Omit<AvatarProps, 'person'> {
  /** Null for what no person did. */
  id: string | null;
  name: string;
}

/** Until the person's own colour is known: a grey, so that no wrong one flashes up. */
const unknownYet = '#4f6272';

/** The avatar of somebody of whom a record knows only id and name, in the colour that is theirs everywhere. */
export function PersonAvatar({ id, name, ...rest }: PersonAvatarProps) {
  const { person, isLoading } = usePerson(id);
  return (
    <Avatar {...rest} person={{ id: id ?? name, name, color: person?.color ?? (isLoading ? unknownYet : undefined) }} />
  );
}
