import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ShellSlotOutlet } from '../../core/shell-slots.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { ConnectionBadge } from './ConnectionBadge.tsx';
import { NotificationBell } from './NotificationBell.tsx';
import { UserMenu } from './UserMenu.tsx';

export function TopBar({ onSearch, onShortcuts }: { onSearch: () => void; onShortcuts: () => void }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-gutter">
      <Breadcrumb />
      <ShellSlotOutlet name="saving" className="flex shrink-0 items-center empty:hidden" />
      <div className="min-w-2 flex-1" />
      <ShellSlotOutlet name="presence" className="flex shrink-0 items-center empty:hidden" />
      <ShellSlotOutlet name="actions" className="flex shrink-0 items-center gap-1 empty:hidden" />
      <ConnectionBadge />
      <SearchButton onSearch={onSearch} />
      <NotificationBell />
      <UserMenu onShortcuts={onShortcuts} />
    </header>
  );
}

function SearchButton({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('app');
  return (
    <button
      type="button"
      onClick={onSearch}
      aria-label={t('palette.title')}
      className="hidden h-control w-56 items-center gap-2 rounded-md border border-line bg-canvas px-2.5 text-ink-3 transition-colors hover:border-line-strong hover:text-ink-2 md:flex max-lg:w-control max-lg:justify-center max-lg:px-0"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span aria-hidden className="flex-1 truncate text-left max-lg:hidden">
        {t('shell.search')}
      </span>
      <span aria-hidden className="max-lg:hidden">
        <Kbd keys="mod+k" />
      </span>
    </button>
  );
}
