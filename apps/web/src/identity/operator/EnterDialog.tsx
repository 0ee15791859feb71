import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginAnew, rememberOperator } from '../../core/operator-browser.ts';
import { trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { CodeInput } from '../sign-in/CodeInput.tsx';
import { DoorAlert } from '../sign-in/DoorAlert.tsx';
import { useDemoOperator } from './use-demo-operator.ts';

/** Why the operator enters, and a code that proves anew who they are. */
export function EnterDialog({ tenant, onClose }: { tenant: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation('operator');
  const textOf = useProblemText();
  const form = useId();
  const demo = useDemoOperator();
  const [reason, setReason] = useState('');
  const [code, setCode] = useState('');
  const enter = useMutation(
    trpc.identity.operator.enter.mutationOptions({
      onSuccess: () => {
        rememberOperator(true);
        beginAnew('/');
      },
    }),
  );
  const ready = reason.trim().length >= 3 && code.replaceAll(/\s/g, '').length === 6;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) enter.mutate({ tenantId: tenant.id, reason, code });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('console.enterOne', { name: tenant.name })}
      description={t('enter.lead')}
      footer={
        <>
          <Button onClick={onClose}>{t('enter.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={!ready} busy={enter.isPending}>
            {t('enter.submit')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('enter.reason')} hint={t('enter.reasonHint')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('enter.code')} hint={demo ? t('enter.codeDemo', { code: demo.code }) : t('enter.codeHint')}>
          {(control) => <CodeInput {...control} value={code} onValueChange={setCode} />}
        </Field>
        {enter.error && (
          <DoorAlert key={enter.submittedAt}>
            {textOf(enter.error).message} {textOf(enter.error).action}
          </DoorAlert>
        )}
      </form>
    </Dialog>
  );
}
