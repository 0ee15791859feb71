import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAllowedAreas } from './use-allowed-areas.ts';

const look =
  'flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[11px] font-medium text-ink-3 [&_svg]:size-5 aria-[current=page]:text-accent-text';

/** The areas on a phone, where the thumb is. */
export function BottomTabs({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('app');
  const { areas } = useAllowedAreas();
  return (
    <nav
      aria-label={t('shell.areas')}
      className="flex h-[calc(3.5rem+env(safe-area-inset-bottom))] border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {areas.map(({ key, to, icon: Icon }) => (
        <Link key={key} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className={look}>
          <Icon aria-hidden />
          {t(`area.${key}`)}
        </Link>
      ))}
      <button type="button" onClick={onSearch} className={look}>
        <Search aria-hidden />
        {t('shell.searchShort')}
      </button>
    </nav>
  );
}
