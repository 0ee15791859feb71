import type { SignInResult } from '@muster/contract/identity/sign-in';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** What is still to do before somebody is in. */
export type NextStep = Exclude<SignInResult, { status: 'signed_in' }>;

/** After an issuer sent the browser back, what is still to do stands behind `#step=`, where no server sees it. */
function stepInAddress(): NextStep | undefined {
  const encoded = /^#step=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (!encoded) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const step: NextStep = JSON.parse(new TextDecoder().decode(bytes));
    return step;
  } catch {
    return undefined;
  }
}

/** Where a sign-in stands, whichever way it began. Whatever another person saw in this tab is forgotten first. */
export function useDoor(onSignedIn: () => Promise<void>) {
  const queryClient = useQueryClient();
  const [step, setStep] = useState<NextStep | undefined>(stepInAddress);
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.href.split('#')[0]);
  }, []);
  const proceed = async (result: SignInResult) => {
    if (result.status !== 'signed_in') return setStep(result);
    queryClient.removeQueries();
    await onSignedIn();
  };
  return { step, proceed, restart: () => setStep(undefined) };
}
