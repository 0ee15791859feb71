import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../core/use-problem-text.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** A list that could not be loaded: why, what to do, and a way to do it. */
export function ListProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('app');
  const { message, action } = useProblemText()(error);
  return (
    <div role="alert">
      <EmptyState
        icon={<CircleAlert />}
        title={message}
        action={<Button onClick={onRetry}>{t('failure.retry')}</Button>}
      >
        {action}
      </EmptyState>
    </div>
  );
}
