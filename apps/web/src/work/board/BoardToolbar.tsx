import { ListFilter, Redo2, Search, Undo2, X } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../core/use-shortcut.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { useBoard } from './BoardSession.ts';
import { cardFilter } from './board-filter.ts';
import { useToday } from './DueBadge.tsx';
import { DueFilter, LabelFilter, PeopleFilter } from './FilterMenu.tsx';
import { useCanUndo, useLabels } from './use-board.ts';
import { useBoardSearch, useSetBoardSearch } from './use-board-search.ts';

const nothing = { q: undefined, labels: undefined, people: undefined, due: undefined };

/** Filters at the left, undo at the right. What is filtered stands in the URL. */
export function BoardToolbar() {
  const { t } = useTranslation('work');
  const search = useBoardSearch();
  const setSearch = useSetBoardSearch();
  const [isOpen, setOpen] = useState(false);
  const isFiltered = Boolean(search.q || search.labels || search.people || search.due);
  useFilter();
  return (
    <search aria-label={t('filter.group')} className="flex shrink-0 flex-wrap items-center gap-1.5 px-gutter py-2.5">
      <TextFilter />
      <IconButton
        label={t('filter.group')}
        pressed={isOpen || isFiltered}
        onClick={() => setOpen(!isOpen)}
        className="sm:hidden"
      >
        <ListFilter />
      </IconButton>
      <div
        className={`flex flex-wrap items-center gap-0.5 max-sm:order-last max-sm:w-full ${isOpen ? '' : 'max-sm:hidden'}`}
      >
        <LabelFilter />
        <PeopleFilter />
        <DueFilter />
        {isFiltered && (
          <Button variant="ghost" size="small" icon={<X />} onClick={() => setSearch(nothing, { replace: true })}>
            {t('filter.clear')}
          </Button>
        )}
      </div>
      <span className="flex-1 max-sm:hidden" />
      <UndoButtons />
    </search>
  );
}

/** Hands the URL's filter to the store; typing stays smooth on a large board. */
function useFilter(): void {
  const { store } = useBoard();
  const search = useDeferredValue(useBoardSearch());
  const labels = useLabels();
  const today = useToday();
  useEffect(() => {
    store.setFilter(cardFilter(search, labels, today));
    return () => store.setFilter(null);
  }, [store, search, labels, today]);
}

function TextFilter() {
  const { t } = useTranslation('work');
  const { q = '' } = useBoardSearch();
  const setSearch = useSetBoardSearch();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  // The URL follows the typing, never the other way round while somebody types.
  useEffect(() => {
    if (document.activeElement !== field.current) setText(q);
  }, [q]);
  const change = (next: string) => {
    setText(next);
    setSearch({ q: next.trim() || undefined }, { replace: true });
  };
  useShortcut({ keys: '/', label: t('shortcut.filter'), group: t('shortcut.group') }, () => field.current?.focus());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (text) change('');
    else field.current?.blur();
  };
  return (
    <Input
      ref={field}
      type="search"
      value={text}
      icon={<Search />}
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      onChange={(event) => change(event.target.value)}
      onKeyDown={onKeyDown}
      className="w-56 max-sm:w-auto max-sm:flex-1"
    />
  );
}

function UndoButtons() {
  const { t } = useTranslation('work');
  const { undo, canEdit } = useBoard();
  const can = useCanUndo();
  if (!canEdit) return null;
  return (
    <div className="flex">
      <IconButton label={t('undo')} shortcut="mod+z" disabled={!can.undo} onClick={() => undo.undo()}>
        <Undo2 />
      </IconButton>
      <IconButton label={t('redo')} shortcut="mod+shift+z" disabled={!can.redo} onClick={() => undo.redo()}>
        <Redo2 />
      </IconButton>
    </div>
  );
}
