import { cardDescription } from '@muster/contract/work/board-cards';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { Section } from './Section.tsx';

/** The editor is heavy and most of a board's life nobody needs it: it loads with the first card that is opened. */
const DescriptionEditor = lazy(() => import('./DescriptionEditor.tsx'));

export function Description({ cardId }: { cardId: string }) {
  const { t } = useTranslation('work');
  const { doc } = useBoard();
  const fragment = useMemo(() => cardDescription(doc, cardId), [doc, cardId]);
  if (!fragment) return null;
  return (
    <Section title={t('panel.description')}>
      <Suspense fallback={<EditorSkeleton />}>
        <DescriptionEditor fragment={fragment} />
      </Suspense>
    </Section>
  );
}

function EditorSkeleton() {
  const { t } = useTranslation('work');
  return (
    <div role="status" aria-label={t('panel.descriptionLoading')} className="flex h-24 flex-col gap-2 py-2">
      <Skeleton className="h-3.5 w-4/5" />
      <Skeleton className="h-3.5 w-3/5" />
    </div>
  );
}
