import { Command } from 'cmdk';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { PaletteCommands } from './PaletteCommands.tsx';
import { PaletteRecords } from './PaletteRecords.tsx';
import { useSearch } from './use-search.ts';

interface CommandPaletteProps {
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}

/** One field for everything: boards, cards, places and commands. */
export function CommandPalette({ onOpenChange, onShortcuts }: CommandPaletteProps) {
  const { t } = useTranslation('app');
  const [query, setQuery] = useState('');
  const deferred = useDeferredValue(query.trim());
  const found = useSearch(deferred);
  const run = (action: () => void) => () => {
    onOpenChange(false);
    action();
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t('palette.title')}
      titleHidden
      size="medium"
      className="sm:top-[12dvh]!"
    >
      <Command label={t('palette.title')} shouldFilter={false} loop className="flex max-h-[inherit] flex-col">
        <Command.Input
          autoFocus
          value={query}
          onValueChange={setQuery}
          placeholder={t('palette.placeholder')}
          className="h-13 w-full shrink-0 bg-transparent px-5 text-base outline-none"
        />
        <div className="h-px bg-line">
          {found.isFetching && <ProgressLine label={t('palette.searching')} className="h-px!" />}
        </div>
        <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto scroll-py-2 p-1.5">
          {found.failed && <p className="px-3 py-2 text-warn-text">{t('palette.failed')}</p>}
          <Command.Empty className="px-3 py-8 text-center text-ink-3">{t('palette.none', { query })}</Command.Empty>
          <PaletteRecords found={found} run={run} />
          <PaletteCommands query={deferred} run={run} onShortcuts={onShortcuts} />
        </Command.List>
        <PaletteHints />
      </Command>
    </Dialog>
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
