import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isLasting, problemOf } from './problem.ts';
import { sessionEnded } from './session-end.ts';

function noticeSessionEnd(error: unknown): void {
  if (problemOf(error).code === 'unauthenticated') sessionEnded();
}

const minute = 60_000;

/** The one cache of everything the server answered. The realtime channel says what is out of date; time hardly matters. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSessionEnd }),
  mutationCache: new MutationCache({
    // A failed sign-in is answered on its form; it ends no session.
    onError: (error, _variables, _result, mutation) => {
      if (!mutation.meta?.signsIn) noticeSessionEnd(error);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5 * minute,
      gcTime: 30 * minute,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && !isLasting(error),
    },
  },
});
