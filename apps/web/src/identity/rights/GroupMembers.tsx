import type { GroupSummary } from '@muster/contract/identity/groups';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { PeekSection } from './PeekSheet.tsx';
import { PersonPicker } from './PersonPicker.tsx';
import { useRun } from './use-run.ts';

/** Who is in a group, and who else could be. */
export function GroupMembers({ group, editable }: { group: GroupSummary; editable: boolean }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const query = useInfiniteQuery({
    ...trpc.identity.groups.members.infiniteQueryOptions(
      { id: group.id, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
    placeholderData: keepPreviousData,
  });
  const members = query.data?.pages.flatMap((page) => page.items) ?? [];
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
  const picker = (
    <PersonPicker
      label={t('groups.addMember')}
      notInGroup={group.id}
      onPick={({ id }) => void add(id)}
      trigger={
        <Button size="small" icon={<UserPlus />}>
          {t('groups.addMember')}
        </Button>
      }
    />
  );
  return (
    <PeekSection title={t('groups.membersTitle')} action={editable && picker}>
      {query.data && members.length === 0 && <p className="text-ink-3">{t('groups.noMembers')}</p>}
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
      {query.hasNextPage && (
        <Button size="small" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('groups.moreMembers')}
        </Button>
      )}
    </PeekSection>
  );
}
