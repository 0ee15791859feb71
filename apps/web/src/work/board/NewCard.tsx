import { createCard } from '@muster/contract/work/board-cards';
import type { BoardColumn } from '@muster/contract/work/board-contents';
import { newEntryId } from '@muster/contract/work/board-id';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddingForm } from './AddingForm.tsx';
import { useBoard } from './BoardSession.ts';

/** Writes new cards at the foot of a column, one after the other. */
export function NewCard({ column, onClose }: { column: BoardColumn; onClose: () => void }) {
  const { t } = useTranslation('work');
  const [text, setText] = useState('');
  const add = useAddCards(column.id);
  const submit = () => {
    if (text.trim()) add(text);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <AddingForm
      isEmpty={!text.trim()}
      addLabel={t('card.add')}
      onAdd={submit}
      onClose={onClose}
      hint={t('card.newHint')}
      className="p-2 pt-0"
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person just asked to type here.
        autoFocus
        value={text}
        rows={2}
        aria-label={t('card.newTitle')}
        placeholder={t('card.newTitle')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-40 w-full resize-none rounded-md border border-accent bg-surface px-3 py-2 text-sm shadow-low outline-2 outline-accent/35"
      />
    </AddingForm>
  );
}

/** Makes one card per line at the foot of the column, as one undo step. */
function useAddCards(columnId: string): (text: string) => void {
  const { doc, step, continued, selection } = useBoard();
  return (text) => {
    const titles = text.split('\n').map((line) => line.trim());
    let edit = step();
    for (const title of titles.filter(Boolean)) {
      const id = newEntryId();
      createCard(doc, edit, { id, title, columnId });
      selection.moveCursor(id);
      edit = continued();
    }
  };
}
