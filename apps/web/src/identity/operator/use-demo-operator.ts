import type { DemoOperator } from '@muster/contract/identity/operator';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../core/trpc.ts';

/** A code lasts half a minute and works once, so what stands here must be the one that counts now. Milliseconds. */
const interval = 3_000;

/** The demo's operator with the code that counts next; nothing anywhere else. */
export function useDemoOperator(): DemoOperator | null {
  const { data } = useQuery({
    ...trpc.identity.operator.demoLogin.queryOptions(),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data ? interval : false),
  });
  return data ?? null;
}
