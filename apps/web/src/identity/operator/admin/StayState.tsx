import type { OperatorAccess } from '@muster/contract/identity/operator';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/Badge.tsx';

/** Whether a stay is open, else how it ended. */
export function StayState({ stay: { endedAt, endedBy, endedByName } }: { stay: OperatorAccess }) {
  const { t } = useTranslation('operator');
  if (!endedAt) return <Badge tone="warn">{t('admin.isOpen')}</Badge>;
  return (
    <span className="block truncate text-ink-3">
      {t(`admin.by.${endedBy ?? 'operator'}`, { name: endedByName ?? '' })}
    </span>
  );
}
