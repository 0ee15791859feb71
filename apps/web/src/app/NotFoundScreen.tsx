import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../core/use-title.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

export function NotFoundScreen() {
  const { t } = useTranslation('app');
  useTitle(t('failure.notFound'));
  return (
    <main className="flex h-full flex-col justify-center">
      <EmptyState
        icon={<Compass />}
        title={t('failure.notFound')}
        action={
          <Button asChild>
            <Link to="/">{t('failure.home')}</Link>
          </Button>
        }
      >
        {t('failure.notFoundHint')}
      </EmptyState>
    </main>
  );
}
