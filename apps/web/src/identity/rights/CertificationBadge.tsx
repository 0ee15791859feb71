import type { DueState } from '@muster/contract/identity/certifications';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';

/** The most urgent of a person's certifications; nothing where all are well. */
export function CertificationBadge({ state }: { state: DueState | null }) {
  const { t } = useTranslation('rights');
  if (!state) return null;
  return (
    <Badge tone={state === 'expired' ? 'bad' : 'warn'}>
      {t(`due.${state === 'expired' ? 'stateExpired' : 'stateExpiring'}`)}
    </Badge>
  );
}
