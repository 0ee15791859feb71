import type { GroupSummary } from '@muster/contract/identity/groups';
import { useQuery } from '@tanstack/react-query';
import { UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { PeekSection } from './PeekSheet.tsx';
import { useRun } from './use-run.ts';

/** Who is in a group, and who else could be. */
export function GroupMembers({ group, editable }: { group: GroupSummary; editable: boolean }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const people = useQuery(trpc.identity.users.list.queryOptions({ limit: 200 })).data?.items ?? [];
  const members = people.filter(({ id }) => group.memberIds.includes(id));
  const set = (change: { add?: string[]; remove?: string[] }) =>
    trpcClient.identity.groups.setMembers.mutate({ id: group.id, ...change });
  const remove = (userId: string, name: string) =>
    run(() => set({ remove: [userId] }), t('groups.left', { name, group: group.name }), {
      label: t('groups.undo'),
      run: () => set({ add: [userId] }),
    });
  const add = (userId: string) =>
    run(() => set({ add: [userId] }), t('groups.joined', { count: 1, group: group.name }), {
      label: t('groups.undo'),
      run: () => set({ remove: [userId] }),
    });
  const others = people.filter(({ id }) => !group.memberIds.includes(id));
  return (
    <PeekSection
      title={t('groups.membersTitle')}
      action={editable && <AddMember people={others} onAdd={(id) => void add(id)} />}
    >
      {members.length === 0 && <p className="text-ink-3">{t('groups.noMembers')}</p>}
      <ul>
        {members.map((person) => (
          <li key={person.id} className="flex min-h-9 items-center gap-2.5">
            <Avatar person={person} size={24} />
            <span className="min-w-0 flex-1 truncate">{person.name}</span>
            {editable && (
              <IconButton
                size="small"
                label={t('groups.removeMember', person)}
                onClick={() => void remove(person.id, person.name)}
              >
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </PeekSection>
  );
}

interface AddMemberProps {
  people: readonly { id: string; name: string; color: string }[];
  onAdd: (id: string) => void;
}

function AddMember({ people, onAdd }: AddMemberProps) {
  const { t } = useTranslation('rights');
  const [typed, setTyped] = useState('');
  const found = people.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase())).slice(0, 8);
  return (
    <Popover
      label={t('groups.addMember')}
      align="end"
      className="w-64 p-2"
      trigger={
        <Button size="small" icon={<UserPlus />}>
          {t('groups.addMember')}
        </Button>
      }
    >
      <Input
        aria-label={t('groups.addMember')}
        placeholder={t('groups.addMember')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="mt-1">
        {found.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              onClick={() => onAdd(person.id)}
              className="flex min-h-9 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
            >
              <Avatar person={person} size={20} />
              <span className="truncate">{person.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
