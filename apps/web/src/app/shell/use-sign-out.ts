import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { beginAnew } from '../../core/operator-browser.ts';
import { trpcClient } from '../../core/trpc.ts';
import { useMe } from '../../core/use-me.ts';

/** Signs out on this device; an operator of the platform leaves the company. Nothing of the person stays in memory. */
export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const isOperator = useMe().operator !== null;
  return useMutation({
    mutationFn: () => (isOperator ? trpcClient.identity.operator.leave.mutate() : trpcClient.identity.signOut.mutate()),
    onSuccess: async () => {
      if (isOperator) return beginAnew('/operator');
      await navigate({ to: '/sign-in' });
      queryClient.clear();
    },
  });
}
