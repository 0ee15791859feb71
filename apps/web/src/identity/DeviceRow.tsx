import { deviceOf } from '@muster/contract/identity/device-name';
import { Monitor, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Time } from '../core/Time.tsx';
import type { RouterOutputs } from '../core/trpc.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';

type Session = RouterOutputs['identity']['sessions']['list']['items'][number];

interface DeviceRowProps {
  session: Session;
  busy: boolean;
  onRevoke: () => void;
}

export function DeviceRow({ session, busy, onRevoke }: DeviceRowProps) {
  const { t } = useTranslation('identity');
  const { t: place } = useTranslation('security');
  const { browser, system, handheld } = deviceOf(session.userAgent);
  const Icon = handheld ? Smartphone : Monitor;
  const name =
    browser && system
      ? t('settings.deviceOn', { browser, system })
      : (browser ?? system ?? t('settings.unknownDevice'));
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium" title={session.userAgent ?? undefined}>
          {name}
          {session.current && <Badge tone="accent">{t('settings.thisDevice')}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
          <span className="tabular-nums" title={session.ipAddress ?? undefined}>
            {place(`place.${session.place.kind}`, { network: session.place.network ?? '' })}
          </span>
          <span>
            {t('settings.lastUsed')} <Time value={session.lastUsedAt} />
          </span>
          <span>
            {t('settings.signedInAt')} <Time value={session.createdAt} />
          </span>
        </p>
      </div>
      {!session.current && (
        <Button size="small" busy={busy} onClick={onRevoke}>
          {t('settings.revoke')}
        </Button>
      )}
    </li>
  );
}
