import type { GroupSummary } from '@muster/contract/identity/groups';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import { treeRows } from './group-tree.ts';

interface GroupTreeProps {
  groups: readonly GroupSummary[];
  openId: string | undefined;
  onOpen: (id: string) => void;
}

/** Groups below groups. Up and down (or j and k) move, right and left open and close, Enter shows the group. */
export function GroupTree({ groups, openId, onOpen }: GroupTreeProps) {
  const { t } = useTranslation('rights');
  const tree = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState(0);
  const rows = treeRows(groups, closed);
  const setOpen = (id: string, wanted: boolean) => {
    const next = new Set(closed);
    if (wanted) next.delete(id);
    else next.add(id);
    setClosed(next);
  };
  const moveTo = (index: number) => {
    const place = Math.max(0, Math.min(rows.length - 1, index));
    setCursor(place);
    tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[place]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[cursor];
    if (!row) return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => moveTo(cursor + 1),
      j: () => moveTo(cursor + 1),
      ArrowUp: () => moveTo(cursor - 1),
      k: () => moveTo(cursor - 1),
      ArrowRight: () => setOpen(row.group.id, true),
      ArrowLeft: () => setOpen(row.group.id, false),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => onOpen(row.group.id),
    };
    const action = actions[event.key];
    if (!action || event.target !== event.currentTarget) return;
    event.preventDefault();
    action();
  };
  return (
    <div ref={tree} role="tree" tabIndex={-1} aria-label={t('groups.title')} className="h-full overflow-auto py-1">
      {rows.map(({ group, depth, hasChildren }, index) => (
        <div
          key={group.id}
          role="treeitem"
          aria-level={depth + 1}
          aria-expanded={hasChildren ? !closed.has(group.id) : undefined}
          aria-selected={group.id === openId}
          tabIndex={index === Math.min(cursor, rows.length - 1) ? 0 : -1}
          onFocus={() => setCursor(index)}
          onClick={() => onOpen(group.id)}
          onKeyDown={onKeyDown}
          className={clsx(
            'flex min-h-row cursor-pointer items-center gap-2 border-line border-b px-gutter -outline-offset-2',
            group.id === openId ? 'bg-accent-soft' : 'hover:bg-hover',
          )}
          style={{ paddingLeft: `calc(var(--gutter) + ${(depth * 20).toString()}px)` }}
        >
          <span
            aria-hidden
            onClick={(event) => {
              if (!hasChildren) return;
              event.stopPropagation();
              setOpen(group.id, closed.has(group.id));
            }}
            className={clsx('flex size-6 items-center justify-center rounded-sm', hasChildren && 'hover:bg-pressed')}
          >
            {hasChildren && (
              <ChevronRight
                className={clsx('size-4 text-ink-3 transition-transform', !closed.has(group.id) && 'rotate-90')}
              />
            )}
          </span>
          <span className="min-w-0 flex-1 leading-tight">
            <span className="block truncate font-medium">{group.name}</span>
            {group.description && <span className="block truncate text-ink-3 text-xs">{group.description}</span>}
          </span>
          <span className="hidden gap-1 sm:flex">
            {group.roles.map((role) => (
              <Badge key={role.id}>{role.name}</Badge>
            ))}
          </span>
          <span className="w-24 text-right text-ink-3 text-xs tabular-nums">
            {t('groups.members', { count: group.members })}
          </span>
        </div>
      ))}
    </div>
  );
}
