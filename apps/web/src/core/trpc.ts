import { backgroundHeader } from '@muster/contract/identity/session-policy';
import type { AppRouter } from '@muster/server/router';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { isPersonActive } from './activity.ts';
import { noteServerTime } from './clock.ts';
import { queryClient } from './query-client.ts';
import { stepUpLink } from './step-up.ts';

/** Lists that follow the realtime channel by themselves must not keep an abandoned session alive. */
function headers(): Record<string, string> {
  return isPersonActive() ? {} : { [backgroundHeader]: '1' };
}

/** Every answer tells what time it is. */
async function fetchWithTime(...request: Parameters<typeof fetch>): Promise<Response> {
  const askedAt = Date.now();
  const response = await fetch(...request);
  noteServerTime(response.headers.get('date'), askedAt);
  return response;
}

/** Calls procedures outside React; calls of one tick travel in one request. */
export const trpcClient = createTRPCClient<AppRouter>({
  links: [stepUpLink, httpBatchLink({ url: '/trpc', maxURLLength: 4000, maxItems: 20, headers, fetch: fetchWithTime })],
});

/** `useQuery(trpc.work.boards.list.queryOptions({}))`; its keys are what the realtime channel invalidates. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });

export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
