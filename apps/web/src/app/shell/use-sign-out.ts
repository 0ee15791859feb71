import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../core/trpc.ts';

/** Signs out on this device. Nothing of the person stays in memory. */
export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation(
    trpc.identity.signOut.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/sign-in' });
        queryClient.clear();
      },
    }),
  );
}
