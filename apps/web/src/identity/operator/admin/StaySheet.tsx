import type { OperatorAccess } from '@muster/contract/identity/operator';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../../core/PersonAvatar.tsx';
import { trpcClient } from '../../../core/trpc.ts';
import { useFormat } from '../../../core/use-format.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { useRun } from '../../rights/use-run.ts';
import { OpenedList } from './OpenedList.tsx';
import { StayState } from './StayState.tsx';

/** One stay: who, why, how long, as whom they acted, everything they opened; and the way to end it. */
export function StaySheet({ stay, onClose }: { stay: OperatorAccess; onClose: () => void }) {
  const { t } = useTranslation('operator');
  const format = useFormat();
  const run = useRun();
  const end = () => void run(() => trpcClient.identity.operatorAccess.end.mutate({ id: stay.id }), t('admin.ended'));
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('admin.details')}
      mode="panel"
      className="sm:w-[min(560px,92vw)]!"
    >
      <div className="flex items-start gap-3 border-line border-b px-5 py-3.5">
        <PersonAvatar id={stay.operatorId} name={stay.operatorName} size={32} />
        <div className="min-w-0 flex-1">
          <p className="font-semibold text-base">{stay.operatorName}</p>
          <p className="truncate text-ink-3">{stay.operatorEmail}</p>
        </div>
        <IconButton label={t('admin.close')} size="small" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-4">
        <div className="flex flex-col gap-1">
          <p className="text-base">{stay.reason}</p>
          <p className="text-ink-3">
            {format.exact(new Date(stay.startedAt))}
            {!stay.endedAt && ` · ${t('admin.until', { time: format.time(new Date(stay.expiresAt)) })}`}
          </p>
          <div className="mt-1 flex flex-wrap items-center justify-between gap-2">
            <StayState stay={stay} />
            {!stay.endedAt && (
              <Button variant="danger" onClick={end}>
                {t('admin.end')}
              </Button>
            )}
          </div>
        </div>
        <Acted stay={stay} />
        <OpenedList accessId={stay.id} isOpen={!stay.endedAt} />
      </div>
    </Sheet>
  );
}

function Acted({ stay: { impersonations } }: { stay: OperatorAccess }) {
  const { t } = useTranslation('operator');
  if (impersonations.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {impersonations.map(({ id, userId, userName, reason }) => (
        <li key={id} className="flex items-center gap-2.5 rounded-md bg-warn-soft px-3 py-2 text-warn-text">
          <PersonAvatar id={userId} name={userName} size={24} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{t('admin.acted', { name: userName })}</span>
            <span className="block truncate">{reason}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
