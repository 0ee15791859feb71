import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isLeavingPage, isOperatorBrowser } from '../core/operator-browser.ts';
import { queryClient } from '../core/query-client.ts';
import { onSessionEnd } from '../core/session-end.ts';
import { useShortcutKeyboard } from '../core/use-shortcut.ts';
import { StepUp } from '../identity/sign-in/StepUp.tsx';
import { Announcer } from '../ui/Announcer.tsx';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { router } from './router.tsx';

/** Nothing of the person stays in memory; it goes only after the screens that show it. */
async function leaveToSignIn(): Promise<void> {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in' || pathname === '/operator' || isLeavingPage()) return;
  if (isOperatorBrowser()) {
    window.location.assign('/operator?ended=1');
    return;
  }
  await router.navigate({ to: '/sign-in', search: { returnTo: href } });
  queryClient.clear();
}

export function App() {
  useShortcutKeyboard();
  useEffect(() => onSessionEnd(() => void leaveToSignIn()), []);
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <StepUp />
        <Announcer />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
