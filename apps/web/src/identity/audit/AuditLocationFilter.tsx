import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { Select } from '../../ui/Select.tsx';
import { useAuditSearch } from './use-audit-search.ts';

const everywhere = 'all';

/** The branch where whoever acted belonged at that time. */
export function AuditLocationFilter() {
  const { t } = useTranslation('identity');
  const { search, change } = useAuditSearch();
  const { data } = useQuery(trpc.identity.locations.list.queryOptions({ limit: 200 }));
  return (
    <Select
      aria-label={t('audit.location')}
      value={search.location ?? everywhere}
      onValueChange={(chosen) => change({ location: chosen === everywhere ? undefined : chosen })}
      options={[
        { value: everywhere, label: t('audit.allLocations') },
        ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      className="sm:w-auto! sm:max-w-44"
    />
  );
}
