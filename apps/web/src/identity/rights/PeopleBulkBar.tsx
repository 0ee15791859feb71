import { useQuery } from '@tanstack/react-query';
import { Network, UserRoundX, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useMay, useMe } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuItem } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { toastError } from '../../ui/toast.ts';
import type { PersonRow } from '../list-rows.ts';
import { useRun } from './use-run.ts';

interface PeopleBulkBarProps {
  people: readonly PersonRow[];
  onClear: () => void;
}

/** What can be done with several people at once; each of it can be undone. */
export function PeopleBulkBar({ people, onClear }: PeopleBulkBarProps) {
  const { t } = useTranslation('rights');
  const mayGroup = useMay('identity:group:manage');
  const mayManage = useMay('identity:user:manage');
  const deactivate = useDeactivate(people, onClear);
  return (
    <section
      aria-label={t('bulk.bar')}
      className="absolute inset-x-0 bottom-4 z-20 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] flex-wrap items-center justify-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 shadow-float"
    >
      <span role="status" className="px-1 font-medium tabular-nums">
        {t('bulk.selected', { count: people.length })}
      </span>
      {mayGroup && <AddToGroup people={people} onDone={onClear} />}
      {mayManage && (
        <Button size="small" icon={<UserRoundX />} onClick={() => void deactivate()}>
          {t('bulk.deactivate')}
        </Button>
      )}
      <IconButton size="small" label={t('bulk.clear')} onClick={onClear}>
        <X />
      </IconButton>
    </section>
  );
}

function AddToGroup({ people, onDone }: { people: readonly PersonRow[]; onDone: () => void }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const groups = useQuery(trpc.identity.groups.list.queryOptions()).data ?? [];
  const add = async ({ id, name, memberIds }: (typeof groups)[number]) => {
    // Whoever was in before stays in when this is undone.
    const joining = people.map((person) => person.id).filter((each) => !memberIds.includes(each));
    const set = (change: { add?: string[]; remove?: string[] }) =>
      trpcClient.identity.groups.setMembers.mutate({ id, ...change });
    const undo = { label: t('bulk.undo'), run: () => set({ remove: joining }) };
    if (await run(() => set({ add: joining }), t('groups.joined', { count: joining.length, group: name }), undo))
      onDone();
  };
  return (
    <DropdownMenu
      side="top"
      trigger={
        <Button size="small" icon={<Network />} disabled={groups.length === 0}>
          {t('bulk.addTo')}
        </Button>
      }
    >
      {groups.map((group) => (
        <MenuItem key={group.id} onSelect={() => void add(group)}>
          {group.name}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}

function useDeactivate(people: readonly PersonRow[], onDone: () => void) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const me = useMe().user.id;
  const set = (id: string, status: PersonRow['status'], version: number) =>
    trpcClient.identity.users.setStatus.mutate({ id, status, version });
  return async () => {
    // Nobody locks themselves out.
    const wanted = people.filter(({ id, status }) => id !== me && status === 'active');
    const results = await Promise.allSettled(wanted.map(({ id, version }) => set(id, 'deactivated', version)));
    const done = wanted.flatMap(({ id }, index) => {
      const result = results[index];
      return result?.status === 'fulfilled' ? [{ id, version: result.value.version }] : [];
    });
    const failed = people.length - done.length;
    if (failed > 0) toastError(t('bulk.failed', { count: failed }));
    const undo = {
      label: t('bulk.undo'),
      run: () => Promise.all(done.map(({ id, version }) => set(id, 'active', version))),
    };
    if (done.length > 0) await run(async () => undefined, t('bulk.deactivated', { count: done.length }), undo);
    onDone();
  };
}
