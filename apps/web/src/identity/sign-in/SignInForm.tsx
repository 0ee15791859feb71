import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { SignInProblem } from './SignInProblem.tsx';
import type { Credentials } from './use-sign-in.ts';

interface SignInFormProps {
  onSubmit: (credentials: Credentials) => void;
  busy: boolean;
  error: unknown;
  /** Tells one refusal from the next, which may say the same. */
  attempt: number;
}

type EmailFault = 'emailMissing' | 'emailInvalid' | undefined;

function emailFault(email: string): EmailFault {
  if (email === '') return 'emailMissing';
  return /^\S+@\S+\.\S+$/.test(email) ? undefined : 'emailInvalid';
}

export function SignInForm({ onSubmit, busy, error, attempt }: SignInFormProps) {
  const { t } = useTranslation('identity');
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
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('signIn.email')} error={tried && fault ? t(`signIn.${fault}`) : undefined}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
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
    </form>
  );
}

interface PasswordInputProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  value: string;
  onValueChange: (value: string) => void;
}

function PasswordInput({ onValueChange, ...control }: PasswordInputProps) {
  const { t } = useTranslation('identity');
  const [shown, setShown] = useState(false);
  return (
    <Input
      {...control}
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      onChange={(event) => onValueChange(event.target.value)}
      trailing={
        <button
          type="button"
          aria-label={shown ? t('signIn.hidePassword') : t('signIn.showPassword')}
          onClick={() => setShown(!shown)}
          className="rounded-sm p-1 text-ink-3 hover:bg-hover hover:text-ink [&_svg]:size-4"
        >
          {shown ? <EyeOff /> : <Eye />}
        </button>
      }
    />
  );
}
