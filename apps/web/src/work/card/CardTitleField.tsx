import type { BoardCard } from '@muster/contract/work/board-contents';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../board/BoardSession.ts';
import { useSharedTitle } from '../board/use-shared-title.ts';

/** The title in the panel: always a field for those who may edit, shared letter by letter. */
export function CardTitleField({ card }: { card: BoardCard }) {
  const { canEdit } = useBoard();
  const { t } = useTranslation('work');
  if (canEdit) return <EditableTitle card={card} />;
  return <h2 className="break-words font-semibold text-xl">{card.title || t('untitled')}</h2>;
}

function EditableTitle({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const field = useRef<HTMLTextAreaElement>(null);
  const { onChange, onSelect, revert } = useSharedTitle(card.id, card.title, field);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') {
      event.stopPropagation();
      revert();
    }
    field.current?.blur();
  };
  return (
    <textarea
      ref={field}
      value={card.title}
      rows={1}
      aria-label={t('card.title')}
      placeholder={t('untitled')}
      onChange={onChange}
      onSelect={onSelect}
      onKeyDown={onKeyDown}
      className="field-sizing-content -mx-2 block w-[calc(100%+16px)] resize-none rounded-md bg-transparent px-2 py-1 font-semibold text-xl outline-offset-0 transition-colors hover:bg-hover focus:bg-transparent focus:outline-2 focus:outline-accent/50"
    />
  );
}
