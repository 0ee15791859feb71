import type { LiveStatus } from '@muster/sync/client';
import { clsx } from 'clsx';
import { CircleAlert, Cloud, CloudAlert, CloudCheck, CloudOff, CloudUpload, Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tooltip } from '../../ui/Tooltip.tsx';

type Saving = 'connecting' | 'saving' | 'waiting' | 'saved' | 'offline' | 'readOnly' | 'refused';

/** Which of the seven states holds: what stands in the way comes before what goes well. */
export function savingOf(status: LiveStatus): Saving {
  if (status.access === 'none') return 'refused';
  if (status.refusal && status.unsavedChanges > 0) return 'refused';
  if (status.connection === 'offline') return 'offline';
  if (status.access === 'read') return 'readOnly';
  if (status.connection === 'connecting') return status.unsavedChanges > 0 ? 'saving' : 'connecting';
  return status.save;
}

const look: Record<Saving, { icon: ReactNode; tone: string }> = {
  connecting: { icon: <Cloud />, tone: 'text-ink-3' },
  saving: { icon: <CloudUpload />, tone: 'text-ink-3' },
  waiting: { icon: <CloudAlert />, tone: 'bg-warn-soft text-warn-text' },
  saved: { icon: <CloudCheck />, tone: 'text-ink-3' },
  offline: { icon: <CloudOff />, tone: 'bg-warn-soft text-warn-text' },
  readOnly: { icon: <Eye />, tone: 'bg-sunken text-ink-2' },
  refused: { icon: <CircleAlert />, tone: 'bg-bad-soft text-bad-text' },
};

/** The state of saving, in its fixed place and always true: it says only what the server has confirmed. */
export function SaveState({ status, isViewer }: { status: LiveStatus; isViewer: boolean }) {
  const { t } = useTranslation('work');
  const saving = isViewer && savingOf(status) === 'saved' ? 'readOnly' : savingOf(status);
  const { icon, tone } = look[saving];
  const { words, hint } = useWords(saving, status);
  const isQuiet = saving === 'saved' || saving === 'saving' || saving === 'connecting';
  return (
    <Tooltip label={hint}>
      <span
        data-save-state={saving}
        data-unsaved={status.unsavedChanges}
        className={clsx(
          'inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-md text-xs [&_svg]:size-4',
          tone,
          !isQuiet && 'px-2 font-medium max-sm:px-1',
        )}
      >
        {icon}
        <span role="status" aria-label={`${t('saving.label')}: ${words}`} className="max-sm:sr-only">
          {words}
        </span>
      </span>
    </Tooltip>
  );
}

function useWords(saving: Saving, status: LiveStatus): { words: string; hint: string } {
  const { t } = useTranslation('work');
  const count = status.unsavedChanges;
  const offline = count > 0 ? t('saving.offlineWaiting', { count }) : t('saving.offline');
  const words = saving === 'offline' ? offline : t(`saving.${saving}`, { count });
  const reason = status.refusal?.reason;
  const hint = {
    connecting: t('saving.connecting'),
    saving: t('saving.savingHint'),
    waiting: t('saving.waitingHint'),
    saved: t('saving.savedHint'),
    offline: t('saving.offlineHint'),
    readOnly: t('saving.readOnlyHint'),
    refused: reason ? t('saving.refusedBecause', { reason }) : t('saving.refusedHint'),
  }[saving];
  return { words, hint };
}
