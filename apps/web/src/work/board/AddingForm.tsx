import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

interface AddingFormProps {
  /** Nothing is written: leaving then closes it, and there is nothing to add. */
  isEmpty: boolean;
  addLabel: string;
  onAdd: () => void;
  onClose: () => void;
  hint?: string;
  className: string;
  children: ReactNode;
}

/** Writes something new where it will stand, and stays open for the next one. */
export function AddingForm({ isEmpty, addLabel, onAdd, onClose, hint, className, children }: AddingFormProps) {
  const { t } = useTranslation('work');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onAdd();
  };
  return (
    <form
      onSubmit={onSubmit}
      onBlur={(event) => isEmpty && !event.currentTarget.contains(event.relatedTarget) && onClose()}
      className={className}
    >
      {children}
      <div className="mt-2 flex items-center gap-2">
        <Button type="submit" size="small" variant="primary" disabled={isEmpty}>
          {addLabel}
        </Button>
        <Button size="small" variant="ghost" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
      {hint && <p className="mt-1 text-ink-3 text-xs pointer-coarse:hidden">{hint}</p>}
    </form>
  );
}
