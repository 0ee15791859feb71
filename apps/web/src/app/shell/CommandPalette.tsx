import { Command } from 'cmdk';
import { X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useDeferredValue, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { matches } from './matches.ts';
import { PaletteCommands } from './PaletteCommands.tsx';
import { PaletteRecords } from './PaletteRecords.tsx';
import { usePaletteCommands } from './use-palette-commands.tsx';
import { firstOf, useSearch } from './use-search.ts';

interface CommandPaletteProps {
  /** What was typed while this was still loading; taken over once. */
  typedEarly: RefObject<string>;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}

/** The entry that Enter opens: what the arrows chose, else the best match of the words typed last. */
function useSelected(query: string, first: string | undefined): [string, (id: string) => void] {
  const [chosen, choose] = useState({ query, first, id: first ?? '' });
  const isStale = chosen.query !== query || chosen.first !== first;
  if (isStale) choose({ query, first, id: first ?? '' });
  return [isStale ? (first ?? '') : chosen.id, (id) => choose({ query, first, id })];
}

/**
 * Opens the entry that is marked. The palette's own Enter is listened to a moment after an entry was painted, so that a
 * quick one was lost; a click counts from the moment the entry stands there.
 */
function openSelected(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const marked = event.currentTarget.querySelector<HTMLElement>('[cmdk-item][aria-selected="true"]');
  if (!marked) return;
  event.preventDefault();
  marked.click();
}

/** One field for everything: boards, cards, places and commands. */
export function CommandPalette({ typedEarly, onOpenChange, onShortcuts }: CommandPaletteProps) {
  const { t } = useTranslation('app');
  const [query, setQuery] = useState('');
  useLayoutEffect(() => {
    setQuery(typedEarly.current);
    typedEarly.current = '';
  }, [typedEarly]);
  const deferred = useDeferredValue(query.trim());
  const found = useSearch(deferred);
  const commands = usePaletteCommands(onShortcuts).filter((command) => matches(deferred, command.label));
  const [selected, select] = useSelected(deferred, firstOf(found) ?? commands[0]?.id);
  const run = (action: () => void) => () => {
    onOpenChange(false);
    action();
  };
  return (
    <Dialog open onOpenChange={onOpenChange} title={t('palette.title')} titleHidden size="medium" className={place}>
      <Command
        label={t('palette.title')}
        value={selected}
        onValueChange={select}
        shouldFilter={false}
        onKeyDown={openSelected}
        loop
        className="flex max-h-[inherit] flex-col"
      >
        <div className="flex shrink-0 items-center">
          <Command.Input
            value={query}
            onValueChange={setQuery}
            placeholder={t('palette.placeholder')}
            className="h-13 min-w-0 flex-1 bg-transparent px-5 text-base outline-none"
          />
          <CloseOnPhone onClose={() => onOpenChange(false)} />
        </div>
        <div className="h-px shrink-0 bg-line">
          {found.isFetching && <ProgressLine label={t('palette.searching')} className="h-px!" />}
        </div>
        <Command.List className="scroll-py-2 overflow-y-auto p-1.5 sm:max-h-[min(420px,60dvh)]">
          {found.failed && <p className="px-3 py-2 text-warn-text">{t('palette.failed')}</p>}
          <Command.Empty className="px-3 py-8 text-center text-ink-3">{t('palette.none', { query })}</Command.Empty>
          <PaletteRecords found={found} run={run} />
          <PaletteCommands commands={commands} run={run} />
        </Command.List>
        <PaletteHints />
      </Command>
    </Dialog>
  );
}

// On a phone it fills the screen: a keyboard takes the lower half.
const place = 'max-sm:top-0 max-sm:max-h-dvh! max-sm:rounded-none! sm:top-[12dvh]!';

/** A phone has no Escape key, and the palette leaves nothing of the page to touch. */
function CloseOnPhone({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <span className="pr-2 sm:hidden">
      <IconButton label={t('close')} onClick={onClose}>
        <X />
      </IconButton>
    </span>
  );
}

function PaletteHints() {
  const { t } = useTranslation('app');
  return (
    <footer aria-hidden className="flex shrink-0 gap-4 border-line border-t px-5 py-2 text-ink-3 text-xs max-sm:hidden">
      <span className="flex items-center gap-1.5">
        <Kbd keys="arrowup" />
        <Kbd keys="arrowdown" />
        {t('palette.moves')}
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd keys="enter" />
        {t('palette.chooses')}
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd keys="escape" />
        {t('palette.closes')}
      </span>
    </footer>
  );
}
