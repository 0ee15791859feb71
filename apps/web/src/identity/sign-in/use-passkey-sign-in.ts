import type { SignInResult } from '@muster/contract/identity/sign-in';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpcClient } from '../../core/trpc.ts';
import { answerWithPasskey, hasPasskeys } from './webauthn.ts';

async function signInByPasskey(autofill: boolean): Promise<SignInResult> {
  const { ticket, options } = await trpcClient.identity.passkeys.beginSignIn.mutate();
  const credential = await answerWithPasskey(options, autofill);
  return trpcClient.identity.passkeys.signIn.mutate({ ticket, credential });
}

/** Signs in by a passkey that the person chooses in the browser's own dialog. */
export function usePasskeySignIn(onResult: (result: SignInResult) => Promise<void>) {
  return useMutation({
    mutationFn: () => signInByPasskey(false),
    meta: { signsIn: true },
    onSuccess: onResult,
  });
}

/** Offers passkeys among the browser's suggestions in the email field, from when the form is there. */
export function usePasskeyAutofill(onResult: (result: SignInResult) => Promise<void>): void {
  const latest = useRef(onResult);
  latest.current = onResult;
  useEffect(() => {
    let left = false;
    const offer = async () => {
      if (!(await hasPasskeys('autofill')) || left) return;
      const result = await signInByPasskey(true);
      if (!left) await latest.current(result);
    };
    // Nobody asked for it: where it does not work, or another dialog takes its place, the form stands as it is.
    offer().catch(() => undefined);
    return () => {
      left = true;
    };
  }, []);
}
