import type { SecondFactor, SignInResult } from '@muster/contract/identity/sign-in';
import { useMutation } from '@tanstack/react-query';
import { ArrowLeft, KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../../core/problem.ts';
import { trpc } from '../../../core/trpc.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Input } from '../../../ui/Input.tsx';
import { CodeInput } from '../CodeInput.tsx';
import { DoorAlert } from '../DoorAlert.tsx';
import { DoorHeading } from '../DoorHeading.tsx';
import { SignInProblem } from '../SignInProblem.tsx';
import { usePasskeySignIn } from '../use-passkey-sign-in.ts';

interface SecondFactorStepProps {
  ticket: string;
  factors: readonly SecondFactor[];
  onResult: (result: SignInResult) => Promise<void>;
  onBack: () => void;
}

/** After the password: a code of the app, a recovery code, or a passkey. */
export function SecondFactorStep({ ticket, factors, onResult, onBack }: SecondFactorStepProps) {
  const { t } = useTranslation('security');
  const [factor, setFactor] = useState<'totp' | 'recovery_code'>('totp');
  const passkey = usePasskeySignIn(onResult);
  const byCode = factors.includes('totp');
  const lead = !byCode ? 'factorPasskeyLead' : factor === 'totp' ? 'factorTotpLead' : 'factorRecoveryLead';
  return (
    <>
      <DoorHeading title={t('door.factorTitle')} lead={t(`door.${lead}`)} takesFocus={!byCode} />
      {byCode && <CodeForm key={factor} ticket={ticket} factor={factor} onResult={onResult} />}
      <div className="mt-4 flex flex-col items-start gap-1">
        {factors.includes('passkey') && (
          <Button icon={<KeyRound />} busy={passkey.isPending} onClick={() => passkey.mutate()} className="mb-2 w-full">
            {t('door.passkey')}
          </Button>
        )}
        {passkey.error && <DoorAlert>{t('door.passkeyFailed')}</DoorAlert>}
        {byCode && factors.includes('recovery_code') && (
          <Button
            variant="ghost"
            className="-ml-2"
            onClick={() => setFactor(factor === 'totp' ? 'recovery_code' : 'totp')}
          >
            {factor === 'totp' ? t('door.useRecovery') : t('door.useTotp')}
          </Button>
        )}
        <Button variant="ghost" icon={<ArrowLeft />} onClick={onBack} className="-ml-2">
          {t('door.back')}
        </Button>
      </div>
    </>
  );
}

interface CodeFormProps {
  ticket: string;
  factor: 'totp' | 'recovery_code';
  onResult: (result: SignInResult) => Promise<void>;
}

function CodeForm({ ticket, factor, onResult }: CodeFormProps) {
  const { t } = useTranslation('security');
  const [code, setCode] = useState('');
  const verify = useMutation(
    trpc.identity.secondFactor.verify.mutationOptions({ meta: { signsIn: true }, onSuccess: onResult }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim().length >= 6) verify.mutate({ ticket, factor, code });
  };
  const control = { value: code, onValueChange: setCode, autoFocus: true };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={factor === 'totp' ? t('door.code') : t('door.recoveryCode')}>
        {(field) =>
          factor === 'totp' ? (
            <CodeInput {...field} {...control} />
          ) : (
            <Input
              {...field}
              name="recovery-code"
              autoFocus
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              className="font-mono"
            />
          )
        }
      </Field>
      {verify.error && <CodeProblem key={verify.submittedAt} error={verify.error} />}
      <Button type="submit" variant="primary" busy={verify.isPending}>
        {t('door.confirm')}
      </Button>
    </form>
  );
}

function CodeProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('security');
  const { code } = problemOf(error);
  if (code !== 'unauthenticated' && code !== 'invalid_input') return <SignInProblem error={error} />;
  return <DoorAlert>{t('door.codeWrong')}</DoorAlert>;
}
