import { useQuery } from '@tanstack/react-query';
import { Network, UserRoundX, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuItem } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { PersonRow } from '../list-rows.ts';
import { type DeactivationReport, useDeactivation } from './use-deactivation.ts';
import { useRun } from './use-run.ts';

interface PeopleBulkBarProps {
  people: readonly PersonRow[];
  onClear: () => void;
  /** Told of a deactivation that did not reach everybody. */
  onDeactivated: (report: DeactivationReport) => void;
}

/** What can be done with several people at once; each of it can be undone. */
export function PeopleBulkBar({ people, onClear, onDeactivated }: PeopleBulkBarProps) {
  const { t } = useTranslation('rights');
  const mayGroup = useMay('identity:group:manage');
  const mayManage = useMay('identity:user:manage');
  const { deactivate, busy } = useDeactivation(people, { onClear, onReport: onDeactivated });
  return (
    <section
      aria-label={t('bulk.bar')}
      className="absolute inset-x-0 bottom-4 z-20 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] items-center justify-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 max-sm:gap-1.5 shadow-float"
    >
      <span role="status" className="whitespace-nowrap px-1 font-medium tabular-nums">
        {t('bulk.selected', { count: people.length })}
      </span>
      {mayGroup && <AddToGroup people={people} onDone={onClear} />}
      {mayManage && (
        <Button
          size="small"
          icon={<UserRoundX />}
          busy={busy}
          aria-label={t('bulk.deactivate')}
          onClick={() => void deactivate()}
        >
          <span className="max-sm:hidden">{t('bulk.deactivate')}</span>
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
  const add = async ({ id, name }: (typeof groups)[number]) => {
    // Whoever was in before stays in when this is undone.
    let joined: string[] = [];
    const work = async () => {
      const ids = people.map((person) => person.id);
      ({ joined } = await trpcClient.identity.groups.setMembers.mutate({ id, add: ids }));
    };
    const takeBack = () => trpcClient.identity.groups.setMembers.mutate({ id, remove: joined });
    const undo = { label: t('bulk.undo'), run: takeBack };
    if (await run(work, () => t('groups.joined', { count: joined.length, group: name }), undo)) onDone();
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
