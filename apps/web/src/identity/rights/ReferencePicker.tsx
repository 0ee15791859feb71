import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { Popover } from '../../ui/Popover.tsx';
import { PersonPicker } from './PersonPicker.tsx';
import { SearchedList } from './SearchedList.tsx';

interface ReferencePickerProps {
  refersTo: 'user' | 'location';
  label: string;
  trigger: ReactNode;
  onPick: (id: string) => void;
}

/** Finds a person or a location by name. */
export function ReferencePicker({ refersTo, label, trigger, onPick }: ReferencePickerProps) {
  if (refersTo === 'user') return <PersonPicker label={label} trigger={trigger} onPick={({ id }) => onPick(id)} />;
  return (
    <Popover label={label} align="end" className="w-64 p-2" trigger={trigger}>
      <FoundLocations label={label} onPick={onPick} />
    </Popover>
  );
}

function FoundLocations({ label, onPick }: Pick<ReferencePickerProps, 'label' | 'onPick'>) {
  const { t } = useTranslation('rights');
  const [typed, setTyped] = useState('');
  const { data } = useQuery({
    ...trpc.identity.locations.list.queryOptions({ limit: 8, search: typed.trim() || undefined }),
    placeholderData: keepPreviousData,
  });
  return (
    <SearchedList
      label={label}
      typed={typed}
      onType={setTyped}
      items={data?.items}
      nothing={t('condition.noLocation')}
      show={({ name }) => <span className="truncate">{name}</span>}
      onPick={({ id }) => onPick(id)}
    />
  );
}
