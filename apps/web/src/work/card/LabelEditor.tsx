import { LABEL_COLORS } from '@muster/contract/work/board-colors';
import type { BoardLabel } from '@muster/contract/work/board-contents';
import { deleteLabel, restoreLabel, updateLabel } from '@muster/contract/work/board-labels';
import { clsx } from 'clsx';
import { Check, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { labelColor } from '../../ui/LabelChip.tsx';
import { toast } from '../../ui/toast.ts';
import { useBoard } from '../board/BoardSession.ts';

/** Renames, recolours or deletes a label of the board. */
export function LabelEditor({ label, onDone }: { label: BoardLabel; onDone: () => void }) {
  const { t } = useTranslation('work');
  const { doc, step } = useBoard();
  const [name, setName] = useState(label.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) updateLabel(doc, step(), label.id, { name: name.trim() });
    onDone();
  };
  const remove = () => {
    deleteLabel(doc, step(), label.id);
    toast(t('panel.labelDeleted', { name: label.name }), {
      action: { label: t('undo'), run: () => restoreLabel(doc, step(), label.id) },
    });
    onDone();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-2">
      <Input
        value={name}
        maxLength={60}
        aria-label={t('panel.labelName')}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t('panel.labelColor')}</legend>
        {LABEL_COLORS.map((color) => (
          <button
            key={color}
            type="button"
            aria-label={t(`color.${color}`)}
            aria-pressed={color === label.color}
            onClick={() => updateLabel(doc, step(), label.id, { color })}
            style={{ background: labelColor(color) }}
            className={clsx(
              'flex size-6 items-center justify-center rounded-full text-white',
              color === label.color && 'ring-2 ring-ink ring-offset-2 ring-offset-raised',
            )}
          >
            {color === label.color && <Check className="size-3.5" strokeWidth={3} />}
          </button>
        ))}
      </fieldset>
      <div className="flex items-center gap-2">
        <Button type="submit" size="small" variant="primary">
          {t('save')}
        </Button>
        <Button size="small" variant="ghost" onClick={onDone}>
          {t('cancel')}
        </Button>
        <IconButton size="small" label={t('panel.deleteLabel')} onClick={remove} className="ml-auto">
          <Trash2 />
        </IconButton>
      </div>
    </form>
  );
}
