import { useQuery } from '@tanstack/react-query';
import { trpc } from '../core/trpc.ts';
import { useMay } from '../core/use-me.ts';
import { Select } from '../ui/Select.tsx';
import { AuditActorFilter } from './audit/AuditActorFilter.tsx';
import { AuditExport } from './audit/AuditExport.tsx';
import { AuditLocationFilter } from './audit/AuditLocationFilter.tsx';
import { AuditRetention } from './audit/AuditRetention.tsx';
import { AuditTimeFilter } from './audit/AuditTimeFilter.tsx';
import { useAuditSearch } from './audit/use-audit-search.ts';
import { auditEntities, useAuditWords } from './use-audit-words.ts';

const everything = 'all';

export function AuditFilters() {
  const seesLocations = useMay('identity:location:read');
  const decides = useMay('identity:security:manage');
  return (
    <>
      <EntityFilter />
      <ActionFilter />
      <AuditActorFilter />
      {seesLocations && <AuditLocationFilter />}
      <AuditTimeFilter />
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {decides && <AuditRetention />}
        <AuditExport />
      </div>
    </>
  );
}

function EntityFilter() {
  const { t, entity: nameOf } = useAuditWords();
  const { search, change } = useAuditSearch();
  return (
    <Select
      aria-label={t('audit.entity')}
      value={search.entity ?? everything}
      onValueChange={(chosen) => change({ entity: chosen === everything ? undefined : chosen })}
      options={[
        { value: everything, label: t('audit.allEntities') },
        ...auditEntities.map((value) => ({ value, label: nameOf(value) })),
      ]}
      className="w-44!"
    />
  );
}

function ActionFilter() {
  const { t, deed } = useAuditWords();
  const { search, change } = useAuditSearch();
  const { data } = useQuery(trpc.identity.audit.actions.queryOptions());
  return (
    <Select
      aria-label={t('audit.action')}
      value={search.action ?? everything}
      onValueChange={(chosen) => change({ action: chosen === everything ? undefined : chosen })}
      options={[
        { value: everything, label: t('audit.allActions') },
        ...(data ?? []).map((value) => ({ value, label: deed(value) })),
      ]}
      className="w-44!"
    />
  );
}
