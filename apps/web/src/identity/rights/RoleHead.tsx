import type { RoleSummary } from '@muster/contract/identity/role-inputs';
import { ChevronDown, Pencil, Trash2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { useMay, useMe } from '../../core/use-me.ts';
import { DropdownMenu, MenuItem } from '../../ui/DropdownMenu.tsx';
import { RoleDialog } from './RoleDialog.tsx';
import { useRun } from './use-run.ts';

/** A role at the head of its column: name, level, how many hold it, and what can be done with it. */
export function RoleHead({ role, changed }: { role: RoleSummary; changed: boolean }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const [editing, setEditing] = useState(false);
  const mayManage = useMay('identity:role:manage');
  const editable = useMe().abilities.level >= role.level && mayManage;
  const { id, name, level, version, rights } = role;
  const remove = () =>
    run(() => trpcClient.identity.roles.delete.mutate({ id, version }), t('roles.deleted', { name }), {
      label: t('roles.undo'),
      run: () => trpcClient.identity.roles.create.mutate({ id, name, level, rights }),
    });
  const face = (
    <span className="block leading-tight">
      <span className="flex items-center justify-center gap-1">
        <span className="max-w-20 truncate" title={name}>
          {name}
        </span>
        {editable && <ChevronDown aria-hidden className="size-3 shrink-0 text-ink-3" />}
      </span>
      <span
        title={t('roles.holders', { count: role.users })}
        className="flex items-center justify-center gap-1 whitespace-nowrap font-normal text-ink-3 text-xs tabular-nums"
      >
        {t('roles.level', { level })}
        <UsersRound aria-hidden className="size-3" />
        {role.users}
      </span>
      {changed && <span className="sr-only">{t('roles.changed')}</span>}
    </span>
  );
  return (
    <th
      scope="col"
      className="sticky top-0 z-10 min-w-24 border-line border-b bg-surface p-1 align-bottom font-medium text-xs"
    >
      {editable ? (
        <DropdownMenu
          trigger={
            <button
              type="button"
              aria-label={t('roles.menu', { name })}
              className="w-full rounded-sm px-1 py-1.5 hover:bg-hover"
            >
              {face}
            </button>
          }
        >
          <MenuItem icon={<Pencil />} onSelect={() => setEditing(true)}>
            {t('roles.edit')}
          </MenuItem>
          <MenuItem icon={<Trash2 />} danger onSelect={() => void remove()}>
            {t('roles.delete')}
          </MenuItem>
        </DropdownMenu>
      ) : (
        <span className="block px-1 py-1.5">{face}</span>
      )}
      {editing && <RoleDialog role={role} onClose={() => setEditing(false)} />}
    </th>
  );
}
