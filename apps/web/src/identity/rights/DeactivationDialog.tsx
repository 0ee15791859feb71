import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { PersonRow } from '../list-rows.ts';
import type { DeactivationReport } from './use-deactivation.ts';

/** Says who was deactivated and who was not, and for each of them why. */
export function DeactivationDialog({ report, onClose }: { report: DeactivationReport; onClose: () => void }) {
  const { t } = useTranslation('rights');
  const { done, skipped, failed, undo } = report;
  const undoAndClose = () => {
    undo();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('bulk.reportTitle', { count: done.length })}
      description={t('bulk.reportLead')}
      footer={
        <>
          {done.length > 0 && <Button onClick={undoAndClose}>{t('bulk.undo')}</Button>}
          <Button variant="primary" onClick={onClose}>
            {t('bulk.close')}
          </Button>
        </>
      }
    >
      <div className="flex max-h-96 flex-col gap-4 overflow-y-auto">
        <Part title={t('bulk.failedTitle')} people={failed} />
        <Part title={t('bulk.skippedTitle')} people={skipped} />
        <Part title={t('bulk.doneTitle')} people={done.map((person) => ({ person }))} />
      </div>
    </Dialog>
  );
}

interface PartProps {
  title: string;
  people: readonly { person: PersonRow; reason?: string }[];
}

function Part({ title, people }: PartProps) {
  if (people.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-medium text-ink-3 text-xs">{title}</h3>
      <ul>
        {people.map(({ person, reason }) => (
          <li key={person.id} className="flex min-h-9 items-center gap-2.5 py-1">
            <Avatar person={person} size={24} />
            <span className="min-w-0">
              <span className="block truncate">{person.name}</span>
              {reason && <span className="block text-ink-3 text-xs">{reason}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
