import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveDocument } from '../../core/LiveDocumentEntry.ts';
import { toastError } from '../../ui/toast.ts';
import { LostEdits } from '../store/LostEdits.ts';

/** Long enough to be read by somebody who has just come back, in milliseconds. */
const duration = 30_000;

/** Tells of changes to cards that had been removed for good while this screen was offline. */
export function useLostEdits({ doc, status }: Pick<LiveDocument, 'doc' | 'status'>): void {
  const { t } = useTranslation('work');
  const lostEdits = useMemo(() => new LostEdits(doc), [doc]);
  useEffect(() => {
    return lostEdits.follow((titles) => {
      const [title = ''] = titles;
      toastError(t('saving.lost', { count: titles.length, title: title || t('untitled') }), {
        description: t('saving.lostHint'),
        duration,
      });
    });
  }, [lostEdits, t]);
  const isSaved = status.unsavedChanges === 0;
  useEffect(() => {
    if (isSaved) lostEdits.saved();
  }, [lostEdits, isSaved]);
}
