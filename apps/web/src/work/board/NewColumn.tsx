import { createColumn } from '@muster/contract/work/board-columns';
import { newEntryId } from '@muster/contract/work/board-id';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddingForm } from './AddingForm.tsx';
import { useBoard } from './BoardSession.ts';

/** The place behind the last column where the next one is made. */
export function NewColumn() {
  const { t } = useTranslation('work');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="w-72 shrink-0 snap-start max-sm:w-[84vw]">
      {isOpen ? (
        <NewColumnForm onClose={() => setOpen(false)} />
      ) : (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="flex h-10 w-full items-center gap-1.5 rounded-lg border border-line-strong border-dashed px-3 text-ink-3 text-sm transition-colors hover:bg-hover hover:text-ink"
        >
          <Plus aria-hidden className="size-4" />
          {t('column.add')}
        </button>
      )}
    </div>
  );
}

function NewColumnForm({ onClose }: { onClose: () => void }) {
  const { doc, step } = useBoard();
  const { t } = useTranslation('work');
  const [name, setName] = useState('');
  const add = () => {
    if (name.trim()) createColumn(doc, step(), { id: newEntryId(), name: name.trim() });
    setName('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
  };
  return (
    <AddingForm
      isEmpty={!name.trim()}
      addLabel={t('column.add')}
      onAdd={add}
      onClose={onClose}
      className="rounded-lg bg-sunken p-2"
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the person just asked to type here.
        autoFocus
        value={name}
        maxLength={200}
        aria-label={t('column.newName')}
        placeholder={t('column.name')}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-control w-full rounded-md border border-accent bg-surface px-2.5 text-sm outline-2 outline-accent/35"
      />
    </AddingForm>
  );
}
