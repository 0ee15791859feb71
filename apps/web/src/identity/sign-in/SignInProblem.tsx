import type { Problem } from '@muster/contract/core/errors';
import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../core/problem.ts';

/** Seconds until `retryAfter` milliseconds after the first render, counting down to 0. */
function useSecondsLeft(retryAfter: number | undefined): number {
  const [left, setLeft] = useState(Math.ceil((retryAfter ?? 0) / 1000));
  useEffect(() => {
    if (retryAfter === undefined) return undefined;
    const until = Date.now() + retryAfter;
    const update = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  }, [retryAfter]);
  return left;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60).toString()}:${(seconds % 60).toString().padStart(2, '0')}`;
}

/** Why signing in did not work and what to do now; while throttled, when it can be tried again. */
export function SignInProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('identity');
  const problem = problemOf(error);
  const left = useSecondsLeft(problem.retryAfter);
  const waits = problem.code === 'throttled';
  const text = waits && left > 0 ? <Countdown seconds={left} /> : t(`signIn.${wordsFor(problem)}`);
  return (
    <p role="alert" className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad-text">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{text}</span>
    </p>
  );
}

function wordsFor({ code }: Problem) {
  switch (code) {
    case 'unauthenticated':
    case 'invalid_input':
      return 'wrong';
    case 'throttled':
      return 'throttledOver';
    case 'unavailable':
      return 'unreachable';
    default:
      return 'failed';
  }
}

function Countdown({ seconds }: { seconds: number }) {
  const { t } = useTranslation('identity');
  // Read aloud once, at the start; the seconds that pass are for the eye.
  const [atStart] = useState(clock(seconds));
  return (
    <>
      <span className="sr-only">{t('signIn.throttled', { time: atStart })}</span>
      <span aria-hidden className="tabular-nums">
        {t('signIn.throttled', { time: clock(seconds) })}
      </span>
    </>
  );
}
