import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../core/problem.ts';
import { trpc } from '../../core/trpc.ts';
import { useTitle } from '../../core/use-title.ts';
import { Button } from '../../ui/Button.tsx';
import { DoorAlert } from './DoorAlert.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import { DoorHeading } from './DoorHeading.tsx';
import { isLongEnough, NewPasswordField } from './NewPasswordField.tsx';
import { SignInProblem } from './SignInProblem.tsx';
import { useLinkToken } from './use-link-token.ts';

/** Behind the link of a mail: a new password. It signs nobody in, since a mailbox alone is not enough for that. */
export function ResetPasswordScreen() {
  const { t } = useTranslation('security');
  useTitle(t('reset.title'));
  return (
    <DoorFrame>
      <Reset />
    </DoorFrame>
  );
}

function Reset() {
  const { t } = useTranslation('security');
  const token = useLinkToken();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const reset = useMutation(trpc.identity.passwordReset.reset.mutationOptions({ meta: { signsIn: true } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isLongEnough(password)) reset.mutate({ token, password });
  };
  if (reset.isSuccess) {
    return (
      <>
        <DoorHeading title={t('reset.title')} lead={t('reset.done')} takesFocus />
        <Button asChild variant="primary">
          <Link to="/sign-in">{t('door.back')}</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <DoorHeading title={t('reset.title')} lead="" />
      <form onSubmit={submit} className="flex flex-col gap-4">
        <NewPasswordField
          label={t('reset.password')}
          value={password}
          onValueChange={setPassword}
          tried={tried}
          error={token === 'none' ? null : reset.error}
        />
        {reset.error && <ResetProblem key={reset.submittedAt} error={reset.error} noToken={token === 'none'} />}
        <Button type="submit" variant="primary" busy={reset.isPending}>
          {t('reset.submit')}
        </Button>
      </form>
    </>
  );
}

function ResetProblem({ error, noToken }: { error: unknown; noToken: boolean }) {
  const { t } = useTranslation('security');
  const { code } = problemOf(error);
  if (code === 'not_found' || noToken) {
    return (
      <DoorAlert>
        {t('reset.over')}{' '}
        <Link to="/forgot-password" className="underline">
          {t('reset.overAction')}
        </Link>
      </DoorAlert>
    );
  }
  return code === 'invalid_input' ? null : <SignInProblem error={error} />;
}
