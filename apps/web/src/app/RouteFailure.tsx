import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../core/use-problem-text.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** A lazily loaded file that is gone: the server was updated since this tab was opened. */
function isOldVersion(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed|module script/i.test(error.message)
  );
}

/** A call that failed, as opposed to a fault in the app. */
function isCall(error: unknown): boolean {
  return error instanceof Error && error.name === 'TRPCClientError';
}

function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What stands in the place of a screen that failed: what happened, and a way on. The shell around it lives on. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('app');
  const router = useRouter();
  const textOf = useProblemText();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  if (isOldVersion(error)) {
    return (
      <Failure
        hint={t('failure.newVersion')}
        action={<Button onClick={() => window.location.reload()}>{t('failure.reload')}</Button>}
      />
    );
  }
  const { message, action } = textOf(error);
  return (
    <Failure
      hint={isCall(error) ? `${message} ${action}` : t('failure.crash')}
      details={isCall(error) ? undefined : detailsOf(error)}
      action={
        <div className="flex gap-2">
          <Button variant="primary" onClick={retry}>
            {t('failure.retry')}
          </Button>
          <Button asChild>
            <Link to="/">{t('failure.home')}</Link>
          </Button>
        </div>
      }
    />
  );
}

function Failure({ hint, action, details }: { hint: string; action: ReactNode; details?: string }) {
  const { t } = useTranslation('app');
  return (
    <main role="alert" className="flex h-full flex-col items-center justify-center">
      <EmptyState
        icon={<CircleAlert className="text-bad-text" />}
        title={t('failure.title')}
        action={action}
        className="py-6"
      >
        {hint}
      </EmptyState>
      {details && (
        <details className="max-w-xl px-6 text-ink-3 text-xs">
          <summary className="text-center">{t('failure.details')}</summary>
          <pre className="mt-2 max-h-60 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono">
            {details}
          </pre>
        </details>
      )}
    </main>
  );
}
