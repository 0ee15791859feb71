import { lazy, Suspense, useEffect, useState } from 'react';
import { onStepUp } from '../../core/step-up.ts';

const StepUpDialog = lazy(async () => ({ default: (await import('./StepUpDialog.tsx')).StepUpDialog }));

/** Waits until a call needs the person to show again who they are; the call goes on with the answer. */
export function StepUp() {
  const [answer, setAnswer] = useState<(confirmed: boolean) => void>();
  useEffect(() => onStepUp(() => new Promise<boolean>((resolve) => setAnswer(() => resolve))), []);
  if (!answer) return null;
  const close = (confirmed: boolean) => {
    setAnswer(undefined);
    answer(confirmed);
  };
  return (
    <Suspense>
      <StepUpDialog onClose={close} />
    </Suspense>
  );
}
