import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { CodeInput } from '../sign-in/CodeInput.tsx';
import { DoorAlert } from '../sign-in/DoorAlert.tsx';
import { DoorHeading } from '../sign-in/DoorHeading.tsx';
import { PasswordInput } from '../sign-in/PasswordInput.tsx';
import { DemoOperator } from './DemoOperator.tsx';
import { useDemoOperator } from './use-demo-operator.ts';

/** An operator's sign-in: password and code at once, since there is no operator without both. */
export function OperatorDoor({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation('operator');
  const { ended } = useSearch({ from: '/operator' });
  const textOf = useProblemText();
  const [fields, setFields] = useState({ email: '', password: '', code: '' });
  const change = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }));
  const demo = useDemoOperator();
  const signIn = useMutation(
    trpc.identity.operator.signIn.mutationOptions({ meta: { signsIn: true }, onSuccess: onSignedIn }),
  );
  const ready = fields.email.trim() !== '' && fields.password !== '' && fields.code.replaceAll(/\s/g, '').length === 6;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) signIn.mutate(fields);
  };
  return (
    <>
      <DoorHeading title={t('door.title')} lead={ended ? t('door.ended') : t('door.lead')} />
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('door.email')}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="username"
              autoFocus
              value={fields.email}
              onChange={(event) => change({ email: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('door.password')}>
          {(control) => (
            <PasswordInput {...control} value={fields.password} onValueChange={(password) => change({ password })} />
          )}
        </Field>
        <Field label={t('door.code')}>
          {(control) => <CodeInput {...control} value={fields.code} onValueChange={(code) => change({ code })} />}
        </Field>
        {signIn.error && (
          <DoorAlert key={signIn.submittedAt}>
            {textOf(signIn.error).message} {textOf(signIn.error).action}
          </DoorAlert>
        )}
        <Button type="submit" variant="primary" busy={signIn.isPending} disabled={!ready}>
          {t('door.submit')}
        </Button>
      </form>
      {demo && <DemoOperator demo={demo} onFill={({ email, password, code }) => change({ email, password, code })} />}
    </>
  );
}
