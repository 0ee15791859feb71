import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../core/connection.ts';
import { Badge } from '../../ui/Badge.tsx';

/** Silent while all is well. */
export function ConnectionBadge() {
  const { t } = useTranslation('app');
  if (useConnection() !== 'offline') return null;
  return (
    <Badge tone="bad" icon={<WifiOff aria-hidden />} className="md:hidden lg:inline-flex">
      {t('connection.offline')}
    </Badge>
  );
}
