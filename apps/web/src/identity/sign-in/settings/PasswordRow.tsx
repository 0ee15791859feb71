import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { useProblemText } from '../../../core/use-problem-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { toast } from '../../../ui/toast.ts';
import { DoorAlert } from '../DoorAlert.tsx';
import { isLongEnough, NewPasswordField } from '../NewPasswordField.tsx';
import { PasswordInput } from '../PasswordInput.tsx';
import { SettingRow } from './SettingRow.tsx';

export function PasswordRow() {
  const { t } = useTranslation('security');
  const [open, setOpen] = useState(false);
  return (
    <SettingRow
      title={t('ways.password')}
      hint={t('ways.passwordHint')}
      actions={<Button onClick={() => setOpen(true)}>{t('ways.change')}</Button>}
    >
      {open && <ChangeDialog onClose={() => setOpen(false)} />}
    </SettingRow>
  );
}

function ChangeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('security');
  const textOf = useProblemText();
  const formId = useId();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation(
    trpc.identity.changePassword.mutationOptions({
      onSuccess: () => {
        toast(t('ways.passwordChanged'));
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (currentPassword && isLongEnough(newPassword)) change.mutate({ currentPassword, newPassword });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('ways.password')}
      footer={
        <>
          <Button onClick={onClose}>{t('ways.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={change.isPending}>
            {t('ways.change')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('ways.current')}>
          {(control) => <PasswordInput {...control} autoFocus value={currentPassword} onValueChange={setCurrent} />}
        </Field>
        <NewPasswordField
          label={t('ways.next')}
          value={newPassword}
          onValueChange={setNext}
          tried={tried}
          error={null}
        />
        {change.error && <DoorAlert>{textOf(change.error).message}</DoorAlert>}
      </form>
    </Dialog>
  );
}
