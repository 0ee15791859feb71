import { apiKeyLimits, apiKeyScopes } from '@muster/contract/identity/api-keys';
import type { Permission } from '@muster/contract/identity/permissions';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../core/use-me.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { usePermissionWords } from '../rights/use-permission-words.ts';

/** A key that is being made, as its fields hold it. */
export interface KeyDraft {
  name: string;
  scopes: ReadonlySet<Permission>;
  days: string;
  requestsPerMinute: string;
}

interface KeyFieldsProps {
  draft: KeyDraft;
  onDraft: (draft: KeyDraft) => void;
}

const lifetimes = [7, 30, 90, 180, 365];

export function KeyFields({ draft, onDraft }: KeyFieldsProps) {
  const { t } = useTranslation('identity');
  const change = (changed: Partial<KeyDraft>) => onDraft({ ...draft, ...changed });
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('keys.name')} hint={t('keys.nameHint')}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={80}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('keys.lasts')}>
          {({ id, ...described }) => (
            <Select
              id={id}
              aria-describedby={described['aria-describedby']}
              value={draft.days}
              onValueChange={(days) => change({ days })}
              options={lifetimes.map((days) => ({ value: days.toString(), label: t('keys.days', { count: days }) }))}
            />
          )}
        </Field>
        <Field label={t('keys.rate')} hint={t('keys.rateHint')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={apiKeyLimits.requestsPerMinute.least}
              max={apiKeyLimits.requestsPerMinute.most}
              value={draft.requestsPerMinute}
              onChange={(event) => change({ requestsPerMinute: event.target.value })}
            />
          )}
        </Field>
      </div>
      <ScopeChoice scopes={draft.scopes} onScopes={(scopes) => change({ scopes })} />
    </div>
  );
}

interface ScopeChoiceProps {
  scopes: ReadonlySet<Permission>;
  onScopes: (scopes: ReadonlySet<Permission>) => void;
}

/** Only what the person holds can be chosen: a key never does more than they may. */
function ScopeChoice({ scopes, onScopes }: ScopeChoiceProps) {
  const { t } = useTranslation('identity');
  const held = useMe().abilities.permissions;
  const toggle = (scope: Permission, chosen: boolean) => {
    const next = new Set(scopes);
    if (chosen) next.add(scope);
    else next.delete(scope);
    onScopes(next);
  };
  return (
    <fieldset>
      <legend className="font-medium text-ink-2 text-xs">{t('keys.scopes')}</legend>
      <p className="mt-1 mb-2 text-ink-3 text-xs">{t('keys.scopesHint')}</p>
      <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {apiKeyScopes
          .filter((scope) => held.includes(scope))
          .map((scope) => (
            <ScopeBox
              key={scope}
              scope={scope}
              chosen={scopes.has(scope)}
              onChosen={(chosen) => toggle(scope, chosen)}
            />
          ))}
      </div>
    </fieldset>
  );
}

interface ScopeBoxProps {
  scope: Permission;
  chosen: boolean;
  onChosen: (chosen: boolean) => void;
}

function ScopeBox({ scope, chosen, onChosen }: ScopeBoxProps) {
  const id = useId();
  const words = usePermissionWords();
  return (
    <div className="flex min-h-control-small items-center gap-2">
      <Checkbox id={id} checked={chosen} onCheckedChange={onChosen} />
      <label htmlFor={id}>{words.permission(scope)}</label>
    </div>
  );
}
