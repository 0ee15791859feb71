import { Link, useRouterState } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ShellSlotOutlet } from '../../core/shell-slots.tsx';
import { adminAreas, areas } from './areas.ts';

/** Shown only while the screen says more than its area's name. */
const more = 'hidden shrink-0 sm:group-has-[[data-slot=title]:not(:empty)]:block sm:group-has-[[aria-current]]:block';

/** Where you are: the area, then what the screen puts into the `title` place. */
export function Breadcrumb() {
  const { t } = useTranslation('app');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const area = areas.find(({ to }) => to !== '/' && path.startsWith(to));
  const place = adminAreas.find(({ to }) => path.startsWith(to));
  return (
    <nav aria-label={t('shell.here')} className="group flex min-w-0 items-center gap-1">
      {area && (
        <>
          <Link to={area.to} className={clsx(more, 'rounded-sm text-ink-3 hover:text-ink')}>
            {t(`area.${area.key}`)}
          </Link>
          <ChevronRight aria-hidden className={clsx(more, 'size-3.5 text-ink-3')} />
        </>
      )}
      {path === '/' && <Here>{t('area.dashboard')}</Here>}
      {place && <Here>{t(`area.${place.key}`)}</Here>}
      {path.startsWith('/settings') && <Here>{t('area.settings')}</Here>}
      <ShellSlotOutlet name="title" className="flex min-w-0 items-center gap-1 empty:hidden" />
    </nav>
  );
}

function Here({ children }: { children: string }) {
  return (
    <span aria-current="page" className="truncate font-semibold">
      {children}
    </span>
  );
}
