import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { SearchedList } from './SearchedList.tsx';

interface PersonPickerProps {
  label: string;
  trigger: ReactNode;
  /** Offers only who is not in this group yet. */
  notInGroup?: string;
  onPick: (person: { id: string; name: string }) => void;
}

/** Finds a person by name, on the server, however many there are. */
export function PersonPicker({ label, trigger, notInGroup, onPick }: PersonPickerProps) {
  return (
    <Popover label={label} align="end" className="w-64 p-2" trigger={trigger}>
      <FoundPeople label={label} notInGroup={notInGroup} onPick={onPick} />
    </Popover>
  );
}

function FoundPeople({ label, notInGroup, onPick }: Omit<PersonPickerProps, 'trigger'>) {
  const { t } = useTranslation('rights');
  const [typed, setTyped] = useState('');
  const page = { limit: 8, search: typed.trim() || undefined };
  const anybody = useQuery({
    ...trpc.identity.users.list.queryOptions(page),
    placeholderData: keepPreviousData,
    enabled: notInGroup === undefined,
  });
  const others = useQuery({
    ...trpc.identity.groups.members.queryOptions({ ...page, id: notInGroup ?? '', outside: true }),
    placeholderData: keepPreviousData,
    enabled: notInGroup !== undefined,
  });
  return (
    <SearchedList
      label={label}
      typed={typed}
      onType={setTyped}
      items={(notInGroup === undefined ? anybody : others).data?.items}
      nothing={t('groups.nobodyFound')}
      show={(person) => (
        <>
          <Avatar person={person} size={20} />
          <span className="truncate">{person.name}</span>
        </>
      )}
      onPick={onPick}
    />
  );
}
