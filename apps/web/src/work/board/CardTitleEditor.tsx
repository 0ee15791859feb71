import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSharedTitle } from './use-shared-title.ts';

interface CardTitleEditorProps {
  cardId: string;
  title: string;
  /** `byKeyboard` when Enter or Escape ended it; else the focus went elsewhere and stays there. */
  onDone: (byKeyboard: boolean) => void;
}

/** Edits a title in place on the board. Enter and leaving keep it, Escape takes it back. */
export function CardTitleEditor({ cardId, title, onDone }: CardTitleEditorProps) {
  const { t } = useTranslation('work');
  const field = useRef<HTMLTextAreaElement>(null);
  const { onChange, onSelect, revert } = useSharedTitle(cardId, title, field);
  useLayoutEffect(() => {
    // Not every browser takes the focus along with a selection.
    field.current?.focus();
    field.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') revert();
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    event.preventDefault();
    onDone(true);
  };
  return (
    <textarea
      ref={field}
      value={title}
      rows={1}
      aria-label={t('card.title')}
      onChange={onChange}
      onSelect={onSelect}
      onKeyDown={onKeyDown}
      onBlur={() => onDone(false)}
      className="field-sizing-content -mx-1 block w-[calc(100%+8px)] resize-none rounded-sm bg-surface px-1 text-sm outline-2 outline-accent"
    />
  );
}
