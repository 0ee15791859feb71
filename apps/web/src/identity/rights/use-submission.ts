import { useRef, useState } from 'react';
import { useRun } from './use-run.ts';

/**
 * `useRun` for a form: says whether its work is on its way, and does nothing more meanwhile, as a second press before the first
 * was answered means the same.
 */
export function useSubmission() {
  const runAny = useRun();
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const run = async (...work: Parameters<typeof runAny>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    try {
      return await runAny(...work);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy };
}
