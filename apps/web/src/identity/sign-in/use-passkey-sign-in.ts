import type { SignInResult } from '@muster/contract/identity/sign-in';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpcClient } from '../../core/trpc.ts';
import { answerWithPasskey, hasPasskeys } from './webauthn.ts';

type Begun = Awaited<ReturnType<typeof beginSignIn>>;

/** Set once the person asked for the browser's dialog: a suggestion that came later would close it. */
let dialogAsked = false;

function beginSignIn() {
  return trpcClient.identity.passkeys.beginSignIn.mutate();
}

async function finishSignIn({ ticket, options }: Begun, autofill: boolean): Promise<SignInResult> {
  const credential = await answerWithPasskey(options, autofill);
  return trpcClient.identity.passkeys.signIn.mutate({ ticket, credential });
}

async function signInByDialog(): Promise<SignInResult> {
  dialogAsked = true;
  return finishSignIn(await beginSignIn(), false);
}

/** Signs in by a passkey that the person chooses in the browser's own dialog. */
export function usePasskeySignIn(onResult: (result: SignInResult) => Promise<void>) {
  return useMutation({
    mutationFn: signInByDialog,
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
    dialogAsked = false;
    const offer = async () => {
      if (!(await hasPasskeys('autofill')) || left) return;
      const begun = await beginSignIn();
      if (left || dialogAsked) return;
      const result = await finishSignIn(begun, true);
      if (!left) await latest.current(result);
    };
    // Nobody asked for it: where it does not work, or another dialog takes its place, the form stands as it is.
    offer().catch(() => undefined);
    return () => {
      left = true;
    };
  }, []);
}
