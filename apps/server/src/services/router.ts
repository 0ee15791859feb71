import { collaborationRouter } from '../collaboration/index.ts';
import { router } from '../core/trpc.ts';
import { identityRouter } from '../identity/index.ts';
import { workRouter } from '../work/index.ts';

/** Every procedure of the product. The web app knows its type only. */
export const appRouter = router({
  identity: identityRouter,
  collaboration: collaborationRouter,
  work: workRouter,
});

export type AppRouter = typeof appRouter;
