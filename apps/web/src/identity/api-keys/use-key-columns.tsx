import type { ApiKey } from '@muster/contract/identity/api-keys';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../core/list/column.ts';
import { PersonAvatar } from '../../core/PersonAvatar.tsx';
import { Time, useNow } from '../../core/Time.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { usePermissionWords } from '../rights/use-permission-words.ts';
import { RevokeKey } from './RevokeKey.tsx';

export function useKeyColumns(): Column<ApiKey>[] {
  const { t } = useTranslation('identity');
  const words = usePermissionWords();
  const scopes = (key: ApiKey) => key.scopes.map(words.permission).join(', ');
  return [
    { key: 'name', header: t('keys.name'), width: 'minmax(0, 1.4fr)', cell: (key) => <Name apiKey={key} /> },
    {
      key: 'for',
      header: t('keys.actsFor'),
      width: 'minmax(0, 1fr)',
      cell: (key) => <Person apiKey={key} />,
      phoneHidden: true,
    },
    {
      key: 'scopes',
      header: t('keys.scopes'),
      width: 'minmax(0, 2fr)',
      phoneHidden: true,
      cell: (key) => (
        <span className="block truncate text-ink-2" title={scopes(key)}>
          {scopes(key)}
        </span>
      ),
    },
    {
      key: 'rate',
      header: t('keys.rate'),
      width: '96px',
      align: 'end',
      phoneHidden: true,
      cell: (key) => key.requestsPerMinute,
    },
    {
      key: 'used',
      header: t('keys.lastUsed'),
      width: '112px',
      align: 'end',
      phoneHidden: true,
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? (
          <Time value={lastUsedAt} className="text-ink-3 text-xs" />
        ) : (
          <span className="text-ink-3 text-xs">{t('keys.neverUsed')}</span>
        ),
    },
    { key: 'state', header: t('keys.ends'), width: '112px', align: 'end', cell: (key) => <State apiKey={key} /> },
    {
      key: 'revoke',
      header: t('keys.revoke'),
      headerHidden: true,
      width: '96px',
      align: 'end',
      cell: (key) => <RevokeKey apiKey={key} />,
    },
  ];
}

function Name({ apiKey }: { apiKey: ApiKey }) {
  return (
    <span className="block min-w-0">
      <span className="block truncate font-medium" title={apiKey.name}>
        {apiKey.name}
      </span>
      <code className="block truncate text-ink-3 text-xs">{apiKey.prefix}…</code>
    </span>
  );
}

function Person({ apiKey: { userId, userName } }: { apiKey: ApiKey }) {
  return (
    <span className="flex items-center gap-2">
      <PersonAvatar id={userId} name={userName} size={20} />
      <span className="truncate" title={userName}>
        {userName}
      </span>
    </span>
  );
}

function State({ apiKey: { revokedAt, expiresAt } }: { apiKey: ApiKey }) {
  const { t } = useTranslation('identity');
  const now = useNow();
  if (revokedAt) return <Badge tone="bad">{t('keys.wasRevoked')}</Badge>;
  if (new Date(expiresAt) <= now) return <Badge tone="neutral">{t('keys.over')}</Badge>;
  return <Time value={expiresAt} className="text-ink-3 text-xs" />;
}
