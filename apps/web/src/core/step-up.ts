import type { AppRouter } from '@muster/server/router';
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { problemOf } from './problem.ts';

type Ask = () => Promise<boolean>;

let ask: Ask | undefined;
let asking: Promise<boolean> | undefined;

/** Names what asks the person who they are; until the returned function is called. */
export function onStepUp(asker: Ask): () => void {
  ask = asker;
  return () => {
    if (ask === asker) ask = undefined;
  };
}

/** Several calls that are refused together ask once. */
function askOnce(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = undefined;
  });
  return asking;
}

/**
 * Repeats a call that the server refused because the sign-in is not fresh, once the person has shown who they are. A
 * screen notices nothing but the time it took.
 */
export const stepUpLink: TRPCLink<AppRouter> = () => {
  return ({ next, op }) =>
    observable((observer) => {
      const subscription = next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          if (!(error instanceof TRPCClientError) || problemOf(error).code !== 'step_up') return observer.error(error);
          void askOnce().then((confirmed) => {
            if (!confirmed) return observer.error(error);
            next(op).subscribe(observer);
          });
        },
      });
      return () => subscription.unsubscribe();
    });
};
