import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../../core/translation.ts';
import { trpc } from '../../../core/trpc.ts';
import { useMe } from '../../../core/use-me.ts';
import { useProblemText } from '../../../core/use-problem-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Input } from '../../../ui/Input.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { Select } from '../../../ui/Select.tsx';
import { toast } from '../../../ui/toast.ts';
import { DoorAlert } from '../DoorAlert.tsx';

const languages = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'Français' },
] as const;

/** Invites somebody with one role; more can be given later. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('security');
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  const formId = useId();
  const roles = useAssignableRoles();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [chosen, setRole] = useState<string>();
  const [locale, setLocale] = useState(currentLanguage());
  const roleId = chosen ?? roles.at(-1)?.value;
  const invite = useMutation(
    trpc.identity.invitations.create.mutationOptions({
      onSuccess: async () => {
        toast(t('invite.sent', { email }));
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.identity.invitations.list.queryKey() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (roleId) invite.mutate({ email, name, locale, roleIds: [roleId] });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('invite.invite')}
      footer={
        <>
          <Button onClick={onClose}>{t('invite.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={invite.isPending} disabled={!roleId}>
            {t('invite.send')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('invite.email')}>
          {(control) => (
            <Input
              {...control}
              type="email"
              required
              autoFocus
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('invite.name')}>
          {(control) => (
            <Input
              {...control}
              required
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('invite.role')}>
          {({ id }) => (
            <Select
              id={id}
              aria-label={t('invite.role')}
              value={roleId ?? ''}
              onValueChange={setRole}
              options={roles}
            />
          )}
        </Field>
        <div className="flex flex-col items-start gap-1.5">
          <span aria-hidden className="font-medium text-ink-2 text-xs">
            {t('invite.language')}
          </span>
          <SegmentedControl label={t('invite.language')} value={locale} onValueChange={setLocale} options={languages} />
        </div>
        {invite.error && (
          <DoorAlert>
            {textOf(invite.error).message} {textOf(invite.error).action}
          </DoorAlert>
        )}
      </form>
    </Dialog>
  );
}

/** The roles up to the own level, the highest first. */
function useAssignableRoles() {
  const { abilities } = useMe();
  const { data } = useQuery(trpc.identity.roles.list.queryOptions());
  return (data ?? [])
    .filter((role) => role.level <= abilities.level)
    .sort((one, other) => other.level - one.level)
    .map((role) => ({ value: role.id, label: role.name }));
}
