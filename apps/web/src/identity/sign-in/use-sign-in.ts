import type { SignInResult } from '@muster/contract/identity/sign-in';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';

export interface Credentials {
  email: string;
  password: string;
  tenantId?: string;
}

/** Signs in by password; the server sets the session cookie. */
export function useSignIn(onResult: (result: SignInResult) => Promise<void>) {
  return useMutation(trpc.identity.signIn.mutationOptions({ meta: { signsIn: true }, onSuccess: onResult }));
}
