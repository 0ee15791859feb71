import { createRouter } from '@tanstack/react-router';
import { queryClient } from '../core/query-client.ts';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { RouteFailure } from './RouteFailure.tsx';
import { routeTree } from './routes.tsx';

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  // The query cache decides what is fresh; the router only loads code ahead.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: NotFoundScreen,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** What was typed on the screen before, so that nobody types their address twice; never in the URL. */
    email?: string;
  }
}
