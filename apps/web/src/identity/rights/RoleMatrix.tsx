import { type Permission, permissions } from '@muster/contract/identity/permissions';
import type { RoleSummary } from '@muster/contract/identity/role-inputs';
import { SearchX } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RoleCell } from './RoleCell.tsx';
import { RoleHead } from './RoleHead.tsx';
import { type RoleDraft, withRight } from './role-draft.ts';
import { useMatrixKeys } from './use-matrix-keys.ts';
import { usePermissionWords } from './use-permission-words.ts';

interface RoleMatrixProps {
  roles: readonly RoleSummary[];
  draft: RoleDraft;
  onDraft: (draft: RoleDraft) => void;
  search: string;
}

const areas = ['identity', 'work', 'collaboration'] as const;

function areaOf(permission: string) {
  return areas.find((area) => permission.startsWith(`${area}:`));
}

/** Permissions down, roles across; the head and the first column stay where they are. */
export function RoleMatrix({ roles, draft, onDraft, search }: RoleMatrixProps) {
  const { t } = useTranslation('rights');
  const words = usePermissionWords();
  const table = useRef<HTMLTableElement>(null);
  const keys = useMatrixKeys(table);
  const plain = search.trim().toLowerCase();
  const rows = permissions.filter((each) => `${each} ${words.permission(each)}`.toLowerCase().includes(plain));
  if (rows.length === 0) {
    return (
      <EmptyState icon={<SearchX />} title={t('roles.none')}>
        {t('roles.noneHint')}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t('roles.title')} className="h-full overflow-auto pb-20">
      <table ref={table} onKeyDown={keys} aria-describedby="matrix-keys" className="border-separate border-spacing-0">
        <caption className="sr-only">{t('roles.title')}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 w-40 min-w-40 border-line border-r border-b bg-surface px-3 py-2 text-left align-bottom font-medium text-ink-3 text-xs sm:w-72 sm:min-w-72 sm:px-gutter"
            >
              {t('roles.permission')}
            </th>
            {roles.map((role) => (
              <RoleHead key={role.id} role={role} changed={draft.has(role.id)} />
            ))}
          </tr>
        </thead>
        {areas.map((area) => (
          <MatrixArea
            key={area}
            title={t(`area.${area}`)}
            rows={rows.filter((permission) => areaOf(permission) === area)}
            roles={roles}
            draft={draft}
            onDraft={onDraft}
            nameOf={words.permission}
          />
        ))}
      </table>
      <p id="matrix-keys" className="px-gutter py-3 text-ink-3 text-xs">
        {t('roles.keys')}
      </p>
    </section>
  );
}

interface MatrixAreaProps extends Omit<RoleMatrixProps, 'search'> {
  title: string;
  rows: readonly Permission[];
  nameOf: (permission: string) => string;
}

function MatrixArea({ title, rows, roles, draft, onDraft, nameOf }: MatrixAreaProps) {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th
          scope="rowgroup"
          colSpan={roles.length + 1}
          className="border-line border-b bg-sunken px-3 py-1.5 text-left font-medium text-ink-2 text-xs sm:px-gutter"
        >
          <span className="sticky left-3 sm:left-gutter">{title}</span>
        </th>
      </tr>
      {rows.map((permission) => (
        <tr key={permission} className="group">
          <th
            scope="row"
            title={permission}
            className="sticky left-0 z-10 border-line border-r border-b bg-surface px-3 py-1.5 text-left font-normal leading-tight group-hover:bg-[image:linear-gradient(var(--hover),var(--hover))] sm:px-gutter"
          >
            {nameOf(permission)}
          </th>
          {roles.map((role) => (
            <RoleCell
              key={role.id}
              role={role}
              permission={permission}
              name={nameOf(permission)}
              draft={draft}
              onChange={(right) => onDraft(withRight(draft, role, permission, right))}
            />
          ))}
        </tr>
      ))}
    </tbody>
  );
}
