import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Input } from '../../../ui/Input.tsx';

interface PasskeyNameDialogProps {
  title: string;
  initial: string;
  submit: string;
  busy: boolean;
  onSubmit: (name: string) => void;
  onClose: () => void;
}

export function PasskeyNameDialog({ title, initial, submit, busy, onSubmit, onClose }: PasskeyNameDialogProps) {
  const { t } = useTranslation('security');
  const formId = useId();
  const [name, setName] = useState(initial);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) onSubmit(name.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('ways.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send}>
        <Field label={t('ways.passkeyName')} hint={t('ways.passkeyNameHint')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
