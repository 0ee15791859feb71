import type { Permission } from '@muster/contract/identity/permissions';
import { mayGive } from '@muster/contract/identity/rights/covering';
import type { Right } from '@muster/contract/identity/rights/effective-rights';
import { type Scope, scopes } from '@muster/contract/identity/rights/scope';
import type { RoleSummary } from '@muster/contract/identity/role-inputs';
import { clsx } from 'clsx';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../core/use-me.ts';
import { Popover } from '../../ui/Popover.tsx';
import { ConditionsEditor } from './ConditionsEditor.tsx';
import { isChanged, type RoleDraft, rightIn } from './role-draft.ts';

interface RoleCellProps {
  role: RoleSummary;
  permission: Permission;
  name: string;
  draft: RoleDraft;
  onChange: (right: Right | null) => void;
}

const tone: Record<Scope | 'none', string> = {
  none: 'text-ink-3',
  own: 'text-ink-2',
  location: 'bg-accent-soft text-accent-text',
  tenant: 'bg-good-soft text-good-text',
  all: 'bg-good-soft text-good-text',
};

/** How far one role holds one permission; opens to set it. */
export function RoleCell({ role, permission, name, draft, onChange }: RoleCellProps) {
  const { t } = useTranslation('rights');
  const [open, setOpen] = useState(false);
  const { abilities } = useMe();
  const editable = useMay('identity:role:manage') && role.level <= abilities.level;
  const right = rightIn(draft, role, permission);
  const scope = right?.scope ?? 'none';
  const conditions = right?.conditions ?? [];
  const changed = isChanged(draft, role, permission);
  const mayHold = (wanted: Scope) => mayGive(abilities.rights, { permission, scope: wanted, conditions });
  const set = (wanted: Scope | 'none') => {
    if (wanted === 'none') return onChange(null);
    if (mayHold(wanted)) onChange({ permission, scope: wanted, conditions });
  };
  const setByKey = (event: KeyboardEvent) => {
    const wanted = (['none', 'own', 'location', 'tenant'] as const)[Number(event.key)];
    if (!editable || !/^[0-3]$/.test(event.key) || !wanted) return;
    event.preventDefault();
    set(wanted);
  };
  const label = [
    t('roles.cell', { permission: name, role: role.name, scope: t(`scope.${scope}`) }),
    ...(conditions.length > 0 ? [t('roles.conditions')] : []),
    ...(changed ? [t('roles.changed')] : []),
  ].join(', ');
  const face = (
    <button
      type="button"
      aria-label={label}
      aria-disabled={!editable || undefined}
      title={editable ? undefined : t('roles.locked')}
      onKeyDown={setByKey}
      className={clsx(
        'flex h-8 w-full items-center justify-center gap-1 rounded-sm px-1 font-medium text-xs -outline-offset-2 transition-colors',
        tone[scope],
        editable ? 'hover:bg-pressed' : 'cursor-default',
        changed && 'ring-2 ring-accent ring-inset',
      )}
    >
      {t(`scopeShort.${scope}`)}
      {conditions.length > 0 && <span aria-hidden>*</span>}
    </button>
  );
  return (
    <td className="min-w-24 border-line border-b px-1 py-0.5 group-hover:bg-hover">
      {editable ? (
        <Popover trigger={face} label={label} open={open} onOpenChange={setOpen} align="center" className="w-72 p-3">
          <ScopeChoice scope={scope} name={label} mayHold={mayHold} onChoose={set} />
          <ConditionsEditor
            permission={permission}
            conditions={conditions}
            disabled={!right}
            onChange={(next) => right && onChange({ ...right, conditions: next })}
          />
        </Popover>
      ) : (
        face
      )}
    </td>
  );
}

interface ScopeChoiceProps {
  scope: Scope | 'none';
  name: string;
  mayHold: (scope: Scope) => boolean;
  onChoose: (scope: Scope | 'none') => void;
}

function ScopeChoice({ scope, name, mayHold, onChoose }: ScopeChoiceProps) {
  const { t } = useTranslation('rights');
  return (
    <fieldset className="flex flex-col gap-0.5">
      <legend className="sr-only">{name}</legend>
      {(['none', ...scopes] as const).map((option) => {
        const disabled = option !== 'none' && option !== scope && !mayHold(option);
        return (
          <label
            key={option}
            title={disabled ? t('roles.locked') : undefined}
            className={clsx(
              'flex cursor-pointer items-start gap-2 rounded-md px-2 py-1.5 hover:bg-hover',
              disabled && 'cursor-not-allowed opacity-60',
            )}
          >
            <input
              type="radio"
              name={`scope ${name}`}
              checked={option === scope}
              disabled={disabled}
              onChange={() => onChoose(option)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="leading-tight">
              <span className="block font-medium">{t(`scope.${option}`)}</span>
              {option !== 'none' && <span className="block text-ink-3 text-xs">{t(`scopeHint.${option}`)}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
