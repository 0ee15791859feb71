import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowedAreas } from './use-allowed-areas.ts';

const look =
  'flex h-11 shrink-0 items-center whitespace-nowrap border-transparent border-b-2 font-medium text-ink-3 aria-[current=page]:border-accent aria-[current=page]:text-ink';

/** Admin's lists on a screen without a rail. */
export function AdminPlaces() {
  const { t } = useTranslation('app');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const places = useRef<HTMLElement>(null);
  const { admin } = useAllowedAreas();
  const open = path.startsWith('/admin');
  // There are more than fit on a phone: the one that is open is never the one out of sight.
  useEffect(() => {
    places.current?.querySelector(`[href^="${path}"]`)?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  if (!open) return null;
  return (
    <nav
      ref={places}
      aria-label={t('area.admin')}
      className="flex gap-5 overflow-x-auto border-line border-b px-gutter [scrollbar-width:none] md:hidden"
    >
      {admin.map(({ key, to }) => (
        <Link key={key} to={to} activeOptions={{ includeSearch: false }} className={look}>
          {t(`area.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
