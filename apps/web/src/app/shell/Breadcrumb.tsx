import { Link, useRouterState } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ShellSlotOutlet } from '../../core/shell-slots.tsx';
import { adminAreas, areas } from './areas.ts';

/** Where you are: the area, then what the screen puts into the `title` place. */
export function Breadcrumb() {
  const { t } = useTranslation('app');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const area = areas.find(({ to }) => to !== '/' && path.startsWith(to)) ?? (path === '/' ? areas[0] : undefined);
  const place = adminAreas.find(({ to }) => path.startsWith(to));
  const isInside = area !== undefined && path !== area.to;
  return (
    <nav aria-label={t('shell.here')} className="flex min-w-0 items-center gap-1">
      {area && isInside && (
        <>
          <Link to={area.to} className="shrink-0 rounded-sm text-ink-3 hover:text-ink max-sm:hidden">
            {t(`area.${area.key}`)}
          </Link>
          <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3 max-sm:hidden" />
        </>
      )}
      {area && !isInside && <Here>{t(`area.${area.key}`)}</Here>}
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
