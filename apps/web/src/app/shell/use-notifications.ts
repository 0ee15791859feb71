import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';

/** The signed-in person's notifications, newest first, page by page. */
export function useNotifications(limit: number) {
  return useInfiniteQuery(
    trpc.identity.notifications.list.infiniteQueryOptions(
      { limit },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
}

export function useMarkRead() {
  const queryClient = useQueryClient();
  return useMutation(
    trpc.identity.notifications.markRead.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.identity.notifications.pathKey() }),
    }),
  );
}
