import { addChecklistItem } from '@muster/contract/work/board-checklist';
import type { BoardCard } from '@muster/contract/work/board-contents';
import { newEntryId } from '@muster/contract/work/board-id';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { ChecklistRow } from './ChecklistRow.tsx';
import { Section } from './Section.tsx';

export function Checklist({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  const total = card.checklist.length;
  const done = card.checklist.filter((item) => item.done).length;
  if (total === 0 && !canEdit) return null;
  const words = t('panel.checklistProgress', { done, total });
  return (
    <Section
      title={t('panel.checklist')}
      aside={total > 0 && <span className="text-ink-3 text-xs tabular-nums">{words}</span>}
    >
      {total > 0 && <ProgressLine label={words} value={done / total} className="mb-2" />}
      <ul className="-mx-2">
        {card.checklist.map((item, index) => (
          <ChecklistRow key={item.id} card={card} item={item} index={index} />
        ))}
      </ul>
      {canEdit && <NewItem cardId={card.id} />}
    </Section>
  );
}

function NewItem({ cardId }: { cardId: string }) {
  const { t } = useTranslation('work');
  const { doc, step } = useBoard();
  const [text, setText] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !text.trim()) return;
    event.preventDefault();
    addChecklistItem(doc, step(), cardId, { id: newEntryId(), text: text.trim() });
    setText('');
  };
  return (
    <label className="-mx-2 flex items-center gap-2 rounded-md px-2 text-ink-3 focus-within:bg-hover hover:bg-hover">
      <Plus aria-hidden className="size-4" />
      <input
        value={text}
        maxLength={2000}
        aria-label={t('panel.addItem')}
        placeholder={t('panel.addItem')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-control-small w-full bg-transparent text-ink outline-none"
      />
    </label>
  );
}
