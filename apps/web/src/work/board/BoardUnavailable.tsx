import { Link } from '@tanstack/react-router';
import { CloudOff, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../core/problem.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** Why there is no board to see, and what to do now. */
export function BoardUnavailable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('work');
  const problemText = useProblemText();
  const { code } = problemOf(error);
  if (code === 'not_found' || code === 'forbidden') {
    return (
      <EmptyState
        className="flex-1"
        icon={<SearchX />}
        title={t('board.missing')}
        action={
          <Button asChild>
            <Link to="/work">{t('board.toBoards')}</Link>
          </Button>
        }
      >
        {t('board.missingHint')}
      </EmptyState>
    );
  }
  const { message, action } = problemText(error);
  return (
    <EmptyState
      className="flex-1"
      icon={<CloudOff />}
      title={message}
      action={<Button onClick={onRetry}>{t('board.tryAgain')}</Button>}
    >
      {action}
    </EmptyState>
  );
}
