import { useMutation } from '@tanstack/react-query';
import { FileSearch } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';

/** Leads from a tax number to the person; for whoever may know pay. */
export function PersonByTaxNumber({ onOpenPerson }: { onOpenPerson: (userId: string) => void }) {
  const { t } = useTranslation('rights');
  const mayKnow = useMay('identity:pay:read');
  const [open, setOpen] = useState(false);
  if (!mayKnow) return null;
  return (
    <>
      <IconButton label={t('byTaxNumber.open')} onClick={() => setOpen(true)}>
        <FileSearch />
      </IconButton>
      {open && <FindDialog onOpenPerson={onOpenPerson} onClose={() => setOpen(false)} />}
    </>
  );
}

interface FindDialogProps {
  onOpenPerson: (userId: string) => void;
  onClose: () => void;
}

function FindDialog({ onOpenPerson, onClose }: FindDialogProps) {
  const { t } = useTranslation('rights');
  const textOf = useProblemText();
  const formId = useId();
  const [taxNumber, setTaxNumber] = useState('');
  const find = useMutation(
    trpc.identity.employees.findByTaxNumber.mutationOptions({
      onSuccess: (found) => {
        if (!found) return;
        onClose();
        onOpenPerson(found.userId);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (taxNumber.trim()) find.mutate({ taxNumber });
  };
  const nobody = find.data === null && t('byTaxNumber.nobody');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('byTaxNumber.open')}
      description={t('byTaxNumber.lead')}
      footer={
        <>
          <Button onClick={onClose}>{t('person.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={find.isPending}>
            {t('byTaxNumber.find')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} autoComplete="off">
        <Field label={t('person.taxNumber')} error={find.error ? textOf(find.error).message : nobody}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={40}
              value={taxNumber}
              onChange={(event) => {
                setTaxNumber(event.target.value);
                find.reset();
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
