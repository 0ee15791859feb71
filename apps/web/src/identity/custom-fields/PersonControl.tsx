import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronsUpDown, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { Popover } from '../../ui/Popover.tsx';
import type { ControlTies } from './control-ties.ts';
import { isPerson } from './FieldValue.tsx';
import type { DraftValue } from './use-field-draft.ts';

interface PersonControlProps {
  field: CustomField;
  value: DraftValue;
  onChange: (value: DraftValue) => void;
  ties: ControlTies;
  disabled?: boolean | undefined;
}

/** Chooses a person of the company by name. */
export function PersonControl({ field, value, onChange, ties, disabled }: PersonControlProps) {
  const { t } = useTranslation('fields');
  const [open, setOpen] = useState(false);
  const person = value !== null && isPerson(value) ? value : null;
  const trigger = (
    <Button {...ties} disabled={disabled} className="min-w-0 flex-1 justify-start!">
      {person ? (
        <>
          <Avatar person={{ id: person.userId, name: person.name, color: person.color }} size={20} />
          <span className="truncate">{person.name}</span>
        </>
      ) : (
        <span className="text-ink-3">{t('form.choosePerson')}</span>
      )}
      <ChevronsUpDown aria-hidden className="ml-auto text-ink-3" />
    </Button>
  );
  return (
    <span className="flex items-center gap-1">
      <Popover open={open} onOpenChange={setOpen} label={field.label} trigger={trigger} className="w-64 p-2">
        <People
          onPick={(picked) => {
            onChange(picked);
            setOpen(false);
          }}
        />
      </Popover>
      {person && !disabled && (
        <IconButton label={t('form.clear', { label: field.label })} onClick={() => onChange(null)}>
          <X />
        </IconButton>
      )}
    </span>
  );
}

function People({ onPick }: { onPick: (person: { userId: string; name: string; color: string }) => void }) {
  const { t } = useTranslation('fields');
  const [typed, setTyped] = useState('');
  const query = { limit: 8, search: typed.trim() || undefined };
  const found = useQuery({
    ...trpc.identity.users.list.queryOptions(query),
    placeholderData: keepPreviousData,
  }).data?.items.filter(({ status }) => status === 'active');
  return (
    <>
      <Input
        aria-label={t('form.choosePerson')}
        placeholder={t('form.choosePerson')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="mt-1 max-h-64 overflow-y-auto">
        {found?.map(({ id, name, color }) => (
          <li key={id}>
            <Button
              variant="ghost"
              className="w-full justify-start!"
              onClick={() => onPick({ userId: id, name, color })}
            >
              <Avatar person={{ id, name, color }} size={20} />
              <span className="truncate">{name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
