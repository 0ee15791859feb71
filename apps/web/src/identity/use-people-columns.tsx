import { CircleMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../core/list/column.ts';
import { useMay, useMe } from '../core/use-me.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Badge } from '../ui/Badge.tsx';
import { useIsNarrow } from '../ui/use-phone.ts';
import type { PersonRow } from './list-rows.ts';
import { PersonActions } from './PersonActions.tsx';
import { CertificationBadge } from './rights/CertificationBadge.tsx';

export function usePeopleColumns(): Column<PersonRow>[] {
  const { t } = useTranslation('identity');
  const mayManage = useMay('identity:user:manage');
  const columns: Column<PersonRow>[] = [
    {
      key: 'name',
      header: t('people.name'),
      width: 'minmax(0, 2.2fr)',
      cell: (person) => <PersonName person={person} />,
    },
    {
      key: 'roles',
      header: t('people.roles'),
      width: 'minmax(0, 1.5fr)',
      phoneHidden: true,
      cell: (person) => <Roles roles={person.roles} />,
    },
    {
      key: 'location',
      header: t('people.location'),
      width: 'minmax(0, 1.2fr)',
      phoneHidden: true,
      cell: ({ locationName }) => (
        <span className="block truncate text-ink-2">{locationName ?? t('people.everywhere')}</span>
      ),
    },
    {
      key: 'certification',
      header: t('people.certifications'),
      width: '128px',
      phoneHidden: true,
      cell: ({ certification }) => <CertificationBadge state={certification} />,
    },
    {
      key: 'status',
      header: t('people.status'),
      width: '112px',
      phoneHidden: true,
      cell: ({ status }) => <Status status={status} />,
    },
  ];
  if (mayManage)
    columns.push({
      key: 'actions',
      header: t('people.menu'),
      headerHidden: true,
      width: 'var(--control-small)',
      align: 'end',
      // Above the row's own button, which reaches over all of it.
      cell: (person) => (
        <span className="relative z-[1] block">
          <PersonActions person={person} />
        </span>
      ),
    });
  return columns;
}

function PersonName({ person }: { person: PersonRow }) {
  const { t } = useTranslation('identity');
  const isMe = useMe().user.id === person.id;
  const narrow = useIsNarrow();
  return (
    <span className="flex items-center gap-2.5">
      <Avatar
        person={person}
        size={28}
        className={person.status === 'deactivated' ? 'opacity-50 grayscale' : undefined}
      />
      <span className="min-w-0 leading-tight">
        <span className="flex items-center gap-1.5">
          <span className="truncate font-medium" title={person.name}>
            {person.name}
          </span>
          {isMe && <Badge>{t('people.you')}</Badge>}
          {narrow && <CertificationBadge state={person.certification} />}
        </span>
        <span className="block truncate text-ink-3 text-xs">{person.email}</span>
        <span className="block truncate text-ink-3 text-xs md:hidden">
          {person.roles.map((role) => role.name).join(', ')}
        </span>
      </span>
    </span>
  );
}

function Roles({ roles }: { roles: PersonRow['roles'] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {roles.map((role) => (
        <Badge key={role.key}>{role.name}</Badge>
      ))}
    </span>
  );
}

function Status({ status }: { status: PersonRow['status'] }) {
  const { t } = useTranslation('identity');
  if (status === 'deactivated') return <Badge icon={<CircleMinus aria-hidden />}>{t('people.deactivated')}</Badge>;
  return (
    <span className="flex items-center gap-1.5 text-ink-2">
      <span aria-hidden className="size-2 rounded-full bg-good" />
      {t('people.active')}
    </span>
  );
}
