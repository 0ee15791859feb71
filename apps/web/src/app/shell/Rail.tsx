import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useMe } from '../../core/use-me.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { RailLink } from './RailLink.tsx';
import { toggleRail, useRailCollapsed } from './rail-state.ts';
import { useAllowedAreas } from './use-allowed-areas.ts';

/** The areas at the left. Below the area that is open stand its own places: recent boards, admin's lists. */
export function Rail() {
  const { t } = useTranslation('app');
  const collapsed = useRailCollapsed();
  const { areas } = useAllowedAreas();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav
      aria-label={t('shell.areas')}
      className={clsx('hidden flex-col gap-3 px-2 pt-2.5 pb-2 md:flex', collapsed ? 'w-13 items-center' : 'w-56')}
    >
      <Company collapsed={collapsed} />
      <ul className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto">
        {areas.map(({ key, to, icon: Icon, letter }) => (
          <li key={key}>
            <RailLink
              to={to}
              label={t(`area.${key}`)}
              icon={<Icon />}
              shortcut={`g ${letter}`}
              exact={to === '/'}
              collapsed={collapsed}
              unfolds={!collapsed && to !== '/' && path !== to}
            />
            {!collapsed && key === 'work' && <RecentBoards />}
            {!collapsed && key === 'admin' && <AdminLinks />}
          </li>
        ))}
      </ul>
      <IconButton
        label={collapsed ? t('shell.expand') : t('shell.collapse')}
        shortcut="["
        side="right"
        size="small"
        onClick={toggleRail}
      >
        {collapsed ? <PanelLeftOpen /> : <PanelLeftClose />}
      </IconButton>
    </nav>
  );
}

function Company({ collapsed }: { collapsed: boolean }) {
  const { tenant } = useMe();
  return (
    <div className={clsx('flex h-8 items-center gap-2', !collapsed && 'px-1.5')}>
      <Mark size={22} className="shrink-0" />
      {!collapsed && (
        <span className="truncate font-semibold" title={tenant.name}>
          {tenant.name}
        </span>
      )}
    </div>
  );
}

function useUnder(path: string): boolean {
  return useRouterState({ select: (state) => state.location.pathname.startsWith(path) });
}

function RecentBoards() {
  const { t } = useTranslation('app');
  const open = useUnder('/work');
  const boards = useQuery({ ...trpc.work.boards.list.queryOptions({ limit: 6 }), enabled: open });
  if (!open || !boards.data) return null;
  return (
    <ul
      aria-label={t('shell.recentBoards')}
      className="mt-px ml-[17px] flex flex-col gap-px border-line border-l py-0.5 pl-2"
    >
      {boards.data.items.map((board) => (
        <li key={board.id}>
          <RailLink to="/work/boards/$boardId" params={{ boardId: board.id }} label={board.name} />
        </li>
      ))}
    </ul>
  );
}

function AdminLinks() {
  const { t } = useTranslation('app');
  const open = useUnder('/admin');
  const { admin } = useAllowedAreas();
  if (!open) return null;
  return (
    <ul className="mt-px ml-[17px] flex flex-col gap-px border-line border-l py-0.5 pl-2">
      {admin.map(({ key, to }) => (
        <li key={key}>
          <RailLink to={to} label={t(`area.${key}`)} />
        </li>
      ))}
    </ul>
  );
}
