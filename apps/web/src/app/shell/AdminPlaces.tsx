import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAllowedAreas } from './use-allowed-areas.ts';

const look =
  'flex h-11 items-center border-transparent border-b-2 font-medium text-ink-3 aria-[current=page]:border-accent aria-[current=page]:text-ink';

/** Admin's lists on a screen without a rail. */
export function AdminPlaces() {
  const { t } = useTranslation('app');
  const open = useRouterState({ select: (state) => state.location.pathname.startsWith('/admin') });
  const { admin } = useAllowedAreas();
  if (!open) return null;
  return (
    <nav aria-label={t('area.admin')} className="flex gap-5 border-line border-b px-gutter md:hidden">
      {admin.map(({ key, to }) => (
        <Link key={key} to={to} activeOptions={{ includeSearch: false }} className={look}>
          {t(`area.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
