import { useEffect } from 'react';
import { watchActivity } from '../../core/activity.ts';
import { trpcClient } from '../../core/trpc.ts';

/** While a person works on a board, over its socket alone, the server hears this often that they do, in milliseconds. */
const interval = 60_000;

/** Keeps the session alive for as long as somebody is at this screen, and no longer. */
export function useActivity(): void {
  useEffect(() => {
    let told = performance.now();
    return watchActivity(() => {
      if (performance.now() - told < interval) return;
      told = performance.now();
      // When it fails the next request tells why; nothing is lost by it.
      trpcClient.identity.sessions.touch.mutate().catch(() => undefined);
    });
  }, []);
}
