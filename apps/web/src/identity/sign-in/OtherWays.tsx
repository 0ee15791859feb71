import type { SignInProvider, SignInResult } from '@muster/contract/identity/sign-in';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { DoorAlert } from './DoorAlert.tsx';
import { ProviderLink } from './ProviderLink.tsx';
import { usePasskeyAutofill, usePasskeySignIn } from './use-passkey-sign-in.ts';

interface OtherWaysProps {
  /** What stands in the email field so far. */
  email: string;
  returnTo: string | undefined;
  onResult: (result: SignInResult) => Promise<void>;
}

/** Ways in without a password: a passkey, and the issuers that suit the address. */
export function OtherWays({ email, returnTo, onResult }: OtherWaysProps) {
  const { t } = useTranslation('security');
  const providers = useOffered(email);
  const passkey = usePasskeySignIn(onResult);
  usePasskeyAutofill(onResult);
  return (
    <div className="mt-4 flex flex-col gap-2">
      <p
        aria-hidden
        className="flex items-center gap-3 text-ink-3 text-xs before:flex-1 before:border-line before:border-t after:flex-1 after:border-line after:border-t"
      >
        {t('door.or')}
      </p>
      <Button icon={<KeyRound />} busy={passkey.isPending} onClick={() => passkey.mutate()}>
        {t('door.passkey')}
      </Button>
      {providers.map((provider) => (
        <ProviderLink key={provider.id} provider={provider} returnTo={returnTo} />
      ))}
      {passkey.error && (
        <DoorAlert>
          {passkey.error.name === 'NotAllowedError' ? t('door.passkeyNone') : t('door.passkeyFailed')}
        </DoorAlert>
      )}
    </div>
  );
}

function useOffered(email: string): readonly SignInProvider[] {
  const whole = /^\S+@\S+\.\S+$/.test(email) ? email : undefined;
  const { data } = useQuery(trpc.identity.issuers.offered.queryOptions(whole ? { email: whole } : {}));
  return data ?? [];
}
