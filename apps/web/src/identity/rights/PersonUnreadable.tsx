import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Says that a sealed value is there and does not open, and what to do. */
export function PersonUnreadable() {
  const { t } = useTranslation('rights');
  return (
    <p className="mb-2 flex gap-1.5 text-bad-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {t('person.unreadable')}
    </p>
  );
}
