import type { BoardDetails } from '@muster/contract/work/boards';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { menuItem } from '../../ui/menu-look.ts';
import { Popover } from '../../ui/Popover.tsx';
import { pickerInput, pickerItem } from '../card/picker-look.ts';
import { useSetMember } from '../use-board-commands.ts';

/** Finds people of the company, on the server as there may be thousands, and lets them edit. */
export function AddMember({ board }: { board: BoardDetails }) {
  const { t } = useTranslation('work');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      label={t('share.add')}
      className="w-72"
      trigger={
        <Button icon={<Plus />} className="mt-2">
          {t('share.add')}
        </Button>
      }
    >
      <PeopleSearch board={board} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function PeopleSearch({ board, onDone }: { board: BoardDetails; onDone: () => void }) {
  const { t } = useTranslation('work');
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const query = trpc.identity.users.list.queryOptions(search ? { search, limit: 30 } : { limit: 30 });
  const { data } = useQuery({ ...query, placeholderData: (before) => before });
  const setMember = useSetMember();
  const members = new Set(board.members.map((member) => member.userId));
  const people = (data?.items ?? []).filter((person) => !members.has(person.id));
  const add = (userId: string) => {
    setMember.mutate({ id: board.id, userId, access: 'editor' });
    onDone();
  };
  return (
    <Command label={t('share.add')} shouldFilter={false}>
      <Command.Input value={text} onValueChange={setText} placeholder={t('panel.findPerson')} className={pickerInput} />
      <Command.List className="max-h-72 overflow-y-auto">
        <Command.Empty className="px-2 py-3 text-center text-ink-3">{t('share.none')}</Command.Empty>
        {people.map((person) => (
          <Command.Item
            key={person.id}
            value={person.id}
            onSelect={() => add(person.id)}
            className={`${menuItem} ${pickerItem}`}
          >
            <Avatar person={person} size={20} />
            <span className="truncate">{person.name}</span>
            <span className="ml-auto truncate pl-2 text-ink-3 text-xs">{person.locationName}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
