import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';

export interface Credentials {
  email: string;
  password: string;
  tenantId?: string;
}

/** Signs in; the server sets the session cookie. Whatever another person saw in this tab is forgotten first. */
export function useSignIn(onSignedIn: () => Promise<void>) {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.identity.signIn.mutationOptions({
      meta: { signsIn: true },
      onSuccess: async (answer) => {
        if (answer.status !== 'signed_in') return;
        queryClient.removeQueries();
        await onSignedIn();
      },
    }),
  );
}
