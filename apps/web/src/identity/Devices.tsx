import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../core/trpc.ts';
import { useProblemText } from '../core/use-problem-text.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { toast, toastError } from '../ui/toast.ts';
import { DeviceRow } from './DeviceRow.tsx';
import { ListProblem } from './ListProblem.tsx';
import { SignOutEverywhere } from './SignOutEverywhere.tsx';

function useRevoke() {
  const { t } = useTranslation('identity');
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.identity.sessions.revoke.mutationOptions({
      onSuccess: () => toast(t('settings.revoked')),
      onError: (error) => toastError(textOf(error).message, { description: textOf(error).action }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.identity.sessions.pathKey() }),
    }),
  );
}

/** Where the person is signed in, this device first, each with a way to end it. */
export function Devices() {
  const { data, error, refetch } = useQuery(trpc.identity.sessions.list.queryOptions({ limit: 100 }));
  const revoke = useRevoke();
  if (error && !data) return <ListProblem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-32 w-full" />;
  const sessions = data.items.toSorted((one, other) => Number(other.current) - Number(one.current));
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {sessions.map((session) => (
          <DeviceRow
            key={session.id}
            session={session}
            busy={revoke.isPending && revoke.variables.id === session.id}
            onRevoke={() => revoke.mutate({ id: session.id })}
          />
        ))}
      </ul>
      <SignOutEverywhere />
    </>
  );
}
