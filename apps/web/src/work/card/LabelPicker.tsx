import { setCardLabel } from '@muster/contract/work/board-cards';
import { LABEL_COLORS } from '@muster/contract/work/board-colors';
import type { BoardCard, BoardLabel } from '@muster/contract/work/board-contents';
import { newEntryId } from '@muster/contract/work/board-id';
import { createLabel } from '@muster/contract/work/board-labels';
import { Command } from 'cmdk';
import { Check, Pencil, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelColor } from '../../ui/LabelChip.tsx';
import { menuItem } from '../../ui/menu-look.ts';
import { Popover } from '../../ui/Popover.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { useLabels } from '../board/use-board.ts';
import { LabelEditor } from './LabelEditor.tsx';
import { pickerInput, pickerItem } from './picker-look.ts';

/** Puts labels on a card; makes new ones and edits those there are. */
export function LabelPicker({ card, trigger }: { card: BoardCard; trigger: ReactNode }) {
  const { t } = useTranslation('work');
  const labels = useLabels();
  const [editingId, setEditingId] = useState<string | null>(null);
  const editing = editingId === null ? undefined : labels.get(editingId);
  return (
    <Popover trigger={trigger} label={t('panel.labels')} className="w-64" onOpenChange={() => setEditingId(null)}>
      {editing ? (
        <LabelEditor label={editing} onDone={() => setEditingId(null)} />
      ) : (
        <LabelList card={card} labels={[...labels.values()]} onEdit={setEditingId} />
      )}
    </Popover>
  );
}

interface LabelListProps {
  card: BoardCard;
  labels: BoardLabel[];
  onEdit: (labelId: string) => void;
}

function LabelList({ card, labels, onEdit }: LabelListProps) {
  const { t } = useTranslation('work');
  const { doc, step, continued } = useBoard();
  const [text, setText] = useState('');
  const name = text.trim();
  const isNew = name !== '' && !labels.some((label) => label.name.toLowerCase() === name.toLowerCase());
  const toggle = (labelId: string) => setCardLabel(doc, step(), card.id, labelId, !card.labelIds.includes(labelId));
  const create = () => {
    const id = newEntryId();
    createLabel(doc, step(), { id, name, color: LABEL_COLORS[(labels.length + 1) % LABEL_COLORS.length] ?? 'grey' });
    setCardLabel(doc, continued(), card.id, id, true);
    setText('');
  };
  return (
    <Command label={t('panel.labels')}>
      <Command.Input value={text} onValueChange={setText} placeholder={t('panel.findLabel')} className={pickerInput} />
      <Command.List className="max-h-72 overflow-y-auto">
        {labels.map((label) => (
          <LabelRow
            key={label.id}
            label={label}
            isOn={card.labelIds.includes(label.id)}
            onToggle={() => toggle(label.id)}
            onEdit={() => onEdit(label.id)}
          />
        ))}
        {isNew && (
          <Command.Item forceMount value={`create ${name}`} onSelect={create} className={`${menuItem} ${pickerItem}`}>
            <Plus />
            <span className="truncate">{t('panel.createLabel', { name })}</span>
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}

interface LabelRowProps {
  label: BoardLabel;
  isOn: boolean;
  onToggle: () => void;
  onEdit: () => void;
}

function LabelRow({ label, isOn, onToggle, onEdit }: LabelRowProps) {
  const { t } = useTranslation('work');
  return (
    <div className="group/label flex items-center">
      <Command.Item
        value={label.id}
        keywords={[label.name]}
        onSelect={onToggle}
        className={`${menuItem} ${pickerItem} min-w-0 flex-1`}
      >
        <span className="size-2.5 shrink-0 rounded-full" style={{ background: labelColor(label.color) }} />
        <span className="min-w-0 flex-1 truncate">{label.name}</span>
        {isOn && <Check className="text-accent-text" />}
      </Command.Item>
      <button
        type="button"
        aria-label={t('panel.editLabel', { name: label.name })}
        onClick={onEdit}
        className="rounded-md p-1.5 text-ink-3 opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover/label:opacity-100 pointer-coarse:opacity-100"
      >
        <Pencil className="size-3.5" />
      </button>
    </div>
  );
}
