import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { PasswordInput } from './PasswordInput.tsx';
import { SignInProblem } from './SignInProblem.tsx';
import type { Credentials } from './use-sign-in.ts';

interface SignInFormProps {
  onSubmit: (credentials: Credentials) => void;
  busy: boolean;
  error: unknown;
  /** Tells one refusal from the next, which may say the same. */
  attempt: number;
  /** Other ways in, below the form; they are told the address as it is typed. */
  children: (email: string) => ReactNode;
}

type EmailFault = 'emailMissing' | 'emailInvalid' | undefined;

function emailFault(email: string): EmailFault {
  if (email === '') return 'emailMissing';
  return /^\S+@\S+\.\S+$/.test(email) ? undefined : 'emailInvalid';
}

export function SignInForm({ onSubmit, busy, error, attempt, children }: SignInFormProps) {
  const { t } = useTranslation('identity');
  const { t: say } = useTranslation('security');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const fault = emailFault(email.trim());
  const missing = password === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!fault && !missing) return onSubmit({ email: email.trim(), password });
    form.current?.querySelector<HTMLInputElement>(fault ? '[name=email]' : '[name=password]')?.focus();
  };
  return (
    <>
      <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('signIn.email')} error={tried && fault ? t(`signIn.${fault}`) : undefined}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username webauthn"
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('signIn.password')} error={tried && missing ? t('signIn.passwordMissing') : undefined}>
          {(control) => <PasswordInput {...control} value={password} onValueChange={setPassword} />}
        </Field>
        {error !== null && <SignInProblem key={attempt} error={error} />}
        <Button type="submit" variant="primary" busy={busy} className="mt-1">
          {t('signIn.submit')}
        </Button>
        <Link
          to="/forgot-password"
          state={{ email: email.trim() }}
          className="self-start text-accent-text text-xs hover:underline"
        >
          {say('door.forgot')}
        </Link>
      </form>
      {children(email.trim())}
    </>
  );
}
