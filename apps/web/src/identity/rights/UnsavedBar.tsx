import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

interface UnsavedBarProps {
  count: number;
  saving: boolean;
  onPreview: () => void;
  onSave: () => void;
  onDiscard: () => void;
}

/** What is changed and not saved yet, with what can be done about it. */
export function UnsavedBar({ count, saving, onPreview, onSave, onDiscard }: UnsavedBarProps) {
  const { t } = useTranslation('rights');
  return (
    <section
      aria-label={t('roles.unsaved', { count })}
      className="absolute inset-x-0 bottom-4 z-20 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] flex-wrap items-center justify-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 shadow-float"
    >
      <span className="px-1 font-medium tabular-nums">{t('roles.unsaved', { count })}</span>
      <Button size="small" variant="ghost" onClick={onDiscard}>
        {t('roles.discard')}
      </Button>
      <Button size="small" icon={<Eye />} onClick={onPreview}>
        {t('roles.preview')}
      </Button>
      <Button size="small" variant="primary" busy={saving} onClick={onSave}>
        {t('roles.save')}
      </Button>
    </section>
  );
}
