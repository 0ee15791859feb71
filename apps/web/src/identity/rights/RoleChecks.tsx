import { mayGive } from '@muster/contract/identity/rights/covering';
import type { RoleSummary } from '@muster/contract/identity/role-inputs';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useMe } from '../../core/use-me.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';

interface RoleChecksProps {
  checked: readonly string[];
  onChange: (roleIds: string[]) => void;
  disabled: boolean;
}

/** All roles with those that are held ticked; what the reader may not give or take is locked, with the reason. */
export function RoleChecks({ checked, onChange, disabled }: RoleChecksProps) {
  const roles = useQuery(trpc.identity.roles.list.queryOptions()).data ?? [];
  return (
    <ul className="grid grid-cols-1 gap-x-4 sm:grid-cols-2">
      {roles.map((role) => (
        <RoleCheck
          key={role.id}
          role={role}
          checked={checked.includes(role.id)}
          disabled={disabled}
          onCheckedChange={(on) => onChange(on ? [...checked, role.id] : checked.filter((id) => id !== role.id))}
        />
      ))}
    </ul>
  );
}

interface RoleCheckProps {
  role: RoleSummary;
  checked: boolean;
  disabled: boolean;
  onCheckedChange: (on: boolean) => void;
}

function RoleCheck({ role, checked, disabled, onCheckedChange }: RoleCheckProps) {
  const { t } = useTranslation('rights');
  const id = useId();
  const { abilities } = useMe();
  const below = role.level <= abilities.level;
  const givable = below && (checked || role.rights.every((right) => mayGive(abilities.rights, right)));
  const locked = !givable && !disabled;
  return (
    <li className="flex min-h-8 items-center gap-2.5" title={locked ? t('roles.locked') : undefined}>
      <Checkbox id={id} checked={checked} disabled={disabled || !givable} onCheckedChange={onCheckedChange} />
      <label htmlFor={id} className={disabled || givable ? 'flex-1' : 'flex-1 text-ink-3'}>
        {role.name}
        <span className="ml-1.5 text-ink-3 text-xs tabular-nums">{role.level}</span>
      </label>
    </li>
  );
}
