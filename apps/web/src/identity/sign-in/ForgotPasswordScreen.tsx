import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useTitle } from '../../core/use-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import { DoorHeading } from './DoorHeading.tsx';
import { SignInProblem } from './SignInProblem.tsx';

/** Asks for a mail with a link to a new password. */
export function ForgotPasswordScreen() {
  const { t } = useTranslation('security');
  useTitle(t('forgot.title'));
  return (
    <DoorFrame>
      <Request />
      <Link to="/sign-in" className="mt-4 inline-block text-accent-text hover:underline">
        {t('door.back')}
      </Link>
    </DoorFrame>
  );
}

function Request() {
  const { t } = useTranslation('security');
  const { t: words } = useTranslation('identity');
  const { state } = useLocation();
  const [email, setEmail] = useState(state.email ?? '');
  const request = useMutation(trpc.identity.passwordReset.request.mutationOptions({ meta: { signsIn: true } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate({ email });
  };
  if (request.isSuccess) {
    return (
      <>
        <DoorHeading title={t('forgot.sentTitle')} lead={t('forgot.sent', { email: email.trim() })} takesFocus />
        <p className="text-ink-3">{t('forgot.sentHint')}</p>
      </>
    );
  }
  return (
    <>
      <DoorHeading title={t('forgot.title')} lead={t('forgot.lead')} />
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={words('signIn.email')}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              required
              autoFocus
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        {request.error && <SignInProblem key={request.submittedAt} error={request.error} />}
        <Button type="submit" variant="primary" busy={request.isPending}>
          {t('forgot.submit')}
        </Button>
      </form>
    </>
  );
}
