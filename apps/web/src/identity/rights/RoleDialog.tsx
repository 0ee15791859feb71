import type { RoleSummary } from '@muster/contract/identity/role-inputs';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { useMe } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { useSubmission } from './use-submission.ts';

/** Name and level of a new role, or of one that is there. */
export function RoleDialog({ role, onClose }: { role?: RoleSummary; onClose: () => void }) {
  const { t } = useTranslation('rights');
  const { run, busy } = useSubmission();
  const own = useMe().abilities.level;
  const [name, setName] = useState(role?.name ?? '');
  const [level, setLevel] = useState(String(role?.level ?? 10));
  const fields = { name: name.trim(), level: Number(level) };
  const ready = fields.name !== '' && level !== '' && fields.level >= 0 && fields.level <= own;
  const write = () =>
    role
      ? trpcClient.identity.roles.update.mutate({ id: role.id, version: role.version, ...fields })
      : trpcClient.identity.roles.create.mutate({ ...fields, rights: [] });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    if (await run(write, t('roles.saved'))) onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={role ? t('roles.edit') : t('roles.new')}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-2">
        <Field label={t('roles.name')}>
          {(control) => (
            <Input {...control} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t('roles.levelLabel')} hint={t('roles.levelHint', { level: own })}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              max={own}
              value={level}
              onChange={(event) => setLevel(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('roles.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
            {role ? t('roles.apply') : t('roles.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
