import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Tooltip } from '../../ui/Tooltip.tsx';

type Target =
  | {
      to:
        | '/'
        | '/work'
        | '/admin'
        | '/admin/people'
        | '/admin/roles'
        | '/admin/groups'
        | '/admin/locations'
        | '/admin/fields'
        | '/admin/security'
        | '/admin/keys'
        | '/admin/operators'
        | '/admin/live-documents'
        | '/admin/audit';
      params?: undefined;
    }
  | { to: '/work/boards/$boardId'; params: { boardId: string } };

type RailLinkProps = Target & {
  label: string;
  icon?: ReactNode;
  shortcut?: string;
  exact?: boolean;
  collapsed?: boolean;
  /** Its own places stand below it and show which one is open. */
  unfolds?: boolean;
};

const look =
  'flex h-8 items-center gap-2 rounded-md px-2 text-ink-2 transition-colors hover:bg-hover hover:text-ink [&_svg]:size-4 [&_svg]:shrink-0';
const lookHere = 'bg-pressed font-medium text-ink';
const lookUnfolded = 'font-medium text-ink';

export function RailLink({ label, icon, shortcut, exact, collapsed, unfolds, ...target }: RailLinkProps) {
  const link = (
    <Link
      {...target}
      activeOptions={{ exact: exact === true, includeSearch: false }}
      activeProps={{ className: unfolds ? lookUnfolded : lookHere }}
      aria-label={collapsed ? label : undefined}
      className={clsx(look, collapsed && 'w-8 justify-center px-0')}
    >
      {icon}
      {!collapsed && <span className="truncate">{label}</span>}
    </Link>
  );
  const needsTip = collapsed || shortcut;
  return needsTip ? (
    <Tooltip label={label} shortcut={shortcut} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
