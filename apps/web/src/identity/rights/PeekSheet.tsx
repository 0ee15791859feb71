import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { Sheet } from '../../ui/Sheet.tsx';

interface PeekSheetProps {
  title: string;
  subtitle?: ReactNode;
  face?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A record of the admin lists at their right: its name at the top, everything else below. */
export function PeekSheet({ title, subtitle, face, onClose, children }: PeekSheetProps) {
  const { t } = useTranslation('rights');
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      mode="panel"
      className="sm:w-[min(560px,92vw)]!"
    >
      <div className="flex items-center gap-3 border-line border-b px-5 py-3.5">
        {face}
        <div className="min-w-0 flex-1 leading-tight">
          <h2 className="truncate font-semibold text-base">{title}</h2>
          {subtitle && <p className="text-ink-3 max-sm:line-clamp-2 sm:truncate">{subtitle}</p>}
        </div>
        <IconButton label={t('person.close')} size="small" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
    </Sheet>
  );
}

/** A part of the record under a heading. */
export function PeekSection({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="mb-6">
      <div className="mb-2 flex min-h-7 items-center justify-between gap-2">
        <h3 className="font-medium text-ink-2 text-xs">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
