import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Input } from '../ui/Input.tsx';

interface SaveVersionDialogProps {
  /** Of the document. */
  name: string;
  /** Answers whether it is saved; if not, the name stays to be tried again. */
  onSave: (version: string) => Promise<boolean>;
  onClose: () => void;
}

/** Asks for the name of a version. */
export function SaveVersionDialog({ name, onSave, onClose }: SaveVersionDialogProps) {
  const { t } = useTranslation('collaboration');
  const form = useId();
  const [version, setVersion] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (version.trim() === '') return;
    setBusy(true);
    if (await onSave(version.trim())) onClose();
    else setBusy(false);
  };
  const footer = (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button type="submit" form={form} variant="primary" busy={busy} disabled={version.trim() === ''}>
        {t('save')}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('versionTitle', { name })} footer={footer}>
      <form id={form} onSubmit={(event) => void submit(event)}>
        <Field label={t('versionName')} hint={t('versionHint')}>
          {(control) => (
            <Input {...control} value={version} maxLength={200} onChange={(event) => setVersion(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
