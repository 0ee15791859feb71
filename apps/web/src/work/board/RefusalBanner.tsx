import type { LiveStatus } from '@muster/sync/client';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { savingOf } from './SaveState.tsx';

/** Stands over the board when the server took something back: what happened, why, and what to do now. */
export function RefusalBanner({ status }: { status: LiveStatus }) {
  const { t } = useTranslation('work');
  if (savingOf(status) !== 'refused') return null;
  const title = status.access === 'none' ? t('saving.revoked') : t('saving.refusedTitle');
  return (
    <div
      role="alert"
      className="flex items-start gap-2.5 border-line border-b bg-bad-soft px-gutter py-2 text-bad-text"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0">
        <span className="font-medium">{title}</span>
        {status.refusal && <span> {status.refusal.reason}</span>}
        <span> {status.access === 'none' ? t('saving.revokedHint') : t('saving.refusedHint')}</span>
      </p>
    </div>
  );
}
