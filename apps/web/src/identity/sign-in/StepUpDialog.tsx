import { useMutation, useQuery } from '@tanstack/react-query';
import { ExternalLink, KeyRound } from 'lucide-react';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../core/problem.ts';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { CodeInput } from './CodeInput.tsx';
import { onConfirmed } from './confirmation-channel.ts';
import { DoorAlert } from './DoorAlert.tsx';
import { PasswordInput } from './PasswordInput.tsx';
import { SignInProblem } from './SignInProblem.tsx';
import { answerWithPasskey } from './webauthn.ts';

async function confirmByPasskey(): Promise<void> {
  const { ticket, options } = await trpcClient.identity.stepUp.beginPasskey.mutate();
  const credential = await answerWithPasskey(options, false);
  await trpcClient.identity.stepUp.passkey.mutate({ ticket, credential });
}

/**
 * Asks who it is before something dangerous goes on: by password, with the code where there is an app, by passkey, or at
 * the issuer through which they sign in.
 */
export function StepUpDialog({ onClose }: { onClose: (confirmed: boolean) => void }) {
  const { t } = useTranslation('security');
  const formId = useId();
  const ways = useQuery(trpc.identity.signInWays.queryOptions());
  const passkeys = useQuery(trpc.identity.passkeys.list.queryOptions());
  const options = { meta: { signsIn: true }, onSuccess: () => onClose(true) };
  const password = useMutation(trpc.identity.stepUp.password.mutationOptions(options));
  const passkey = useMutation({ mutationFn: confirmByPasskey, ...options });
  const issuers = ways.data?.issuers ?? [];
  useEffect(() => onConfirmed(() => onClose(true)), [onClose]);
  const hasPasskey = (passkeys.data?.length ?? 0) > 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(false)}
      title={t('stepUp.title')}
      description={t('stepUp.lead')}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{t('stepUp.cancel')}</Button>
          {ways.data?.hasPassword && (
            <Button type="submit" form={formId} variant="primary" busy={password.isPending}>
              {t('stepUp.confirm')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {hasPasskey && (
          <Button icon={<KeyRound />} busy={passkey.isPending} onClick={() => passkey.mutate()}>
            {t('stepUp.passkey')}
          </Button>
        )}
        {passkey.error && <DoorAlert>{t('door.passkeyFailed')}</DoorAlert>}
        {ways.data?.hasPassword && (
          <PasswordForm
            id={formId}
            withCode={ways.data.totp !== null}
            error={password.error}
            attempt={password.submittedAt}
            onSubmit={(input) => password.mutate(input)}
          />
        )}
        {issuers.map(({ providerId, name }) => (
          <Button key={providerId} asChild>
            <a href={`/auth/oidc/${providerId}?confirm`} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              {t('stepUp.issuer', { name })}
            </a>
          </Button>
        ))}
        {ways.data && !ways.data.hasPassword && !hasPasskey && issuers.length === 0 && <p>{t('stepUp.again')}</p>}
      </div>
    </Dialog>
  );
}

interface PasswordFormProps {
  id: string;
  withCode: boolean;
  error: unknown;
  attempt: number;
  onSubmit: (input: { password: string; code?: string }) => void;
}

function PasswordForm({ id, withCode, error, attempt, onSubmit }: PasswordFormProps) {
  const { t } = useTranslation('security');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form in a dialog lies, for React, within the page that opened it.
    event.stopPropagation();
    if (password) onSubmit(withCode ? { password, code } : { password });
  };
  const wrong = error !== null && problemOf(error).code === 'invalid_input';
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('stepUp.password')} error={wrong ? t('stepUp.wrong') : undefined}>
        {(control) => <PasswordInput {...control} autoFocus value={password} onValueChange={setPassword} />}
      </Field>
      {withCode && (
        <Field label={t('stepUp.code')}>
          {(control) => <CodeInput {...control} value={code} onValueChange={setCode} />}
        </Field>
      )}
      {error !== null && !wrong && <SignInProblem key={attempt} error={error} />}
    </form>
  );
}
