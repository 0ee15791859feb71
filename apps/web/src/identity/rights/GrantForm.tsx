import { type Permission, permissions } from '@muster/contract/identity/permissions';
import { mayGive } from '@muster/contract/identity/rights/covering';
import { type Scope, scopes } from '@muster/contract/identity/rights/scope';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { useMe } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { usePermissionWords } from './use-permission-words.ts';
import { useSubmission } from './use-submission.ts';

/** Gives one permission with a reason; only what the giver holds is offered, only as far as they hold it. */
export function GrantForm({ userId, onClose }: { userId: string; onClose: () => void }) {
  const { t } = useTranslation('rights');
  const words = usePermissionWords();
  const { run, busy } = useSubmission();
  const { rights } = useMe().abilities;
  const may = (permission: Permission, scope: Scope) => mayGive(rights, { permission, scope, conditions: [] });
  const givable = permissions.filter((permission) => may(permission, 'own'));
  const [permission, setPermission] = useState<Permission>(givable[0] ?? 'work:board:read');
  const reaches = scopes.filter((scope) => may(permission, scope));
  const [wanted, setScope] = useState<Scope>('tenant');
  const scope = reaches.includes(wanted) ? wanted : (reaches.at(-1) ?? 'own');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const ready = reason.trim().length >= 3;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const expiresAt = until ? new Date(`${until}T23:59:59`).toISOString() : null;
    const given = () => trpcClient.identity.grants.give.mutate({ userId, permission, scope, reason, expiresAt });
    if (await run(given, t('rights.given'))) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mb-3 flex flex-col gap-3 rounded-md bg-sunken p-3">
      <Field label={t('rights.permission')}>
        {({ id }) => (
          <Select
            id={id}
            value={permission}
            onValueChange={setPermission}
            options={givable.map((value) => ({ value, label: words.permission(value) }))}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('rights.scope')}>
          {({ id }) => (
            <Select
              id={id}
              value={scope}
              onValueChange={setScope}
              options={reaches.map((value) => ({ value, label: t(`scope.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('rights.until')} hint={t('rights.untilHint')}>
          {(control) => (
            <Input {...control} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
          )}
        </Field>
      </div>
      <Field label={t('rights.reason')} hint={t('rights.reasonHint')}>
        {(control) => (
          <Input {...control} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={onClose}>
          {t('person.cancel')}
        </Button>
        <Button size="small" type="submit" variant="primary" busy={busy} disabled={!ready}>
          {t('rights.submit')}
        </Button>
      </div>
    </form>
  );
}
