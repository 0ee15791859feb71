import { useQuery } from '@tanstack/react-query';
import { ListFilter, X } from 'lucide-react';
import { trpc } from '../core/trpc.ts';
import { useMay, useMe } from '../core/use-me.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { Select } from '../ui/Select.tsx';
import { useIsPhone } from '../ui/use-phone.ts';
import { AuditActorFilter } from './audit/AuditActorFilter.tsx';
import { AuditExport } from './audit/AuditExport.tsx';
import { AuditLocationFilter } from './audit/AuditLocationFilter.tsx';
import { AuditRetention } from './audit/AuditRetention.tsx';
import { AuditTimeFilter } from './audit/AuditTimeFilter.tsx';
import { filterOf, useAuditSearch } from './audit/use-audit-search.ts';
import { auditEntities, useAuditWords } from './use-audit-words.ts';

const everything = 'all';

/** What narrows the log down: in a row, or behind one button where a row would push the log off a phone. */
export function AuditFilters() {
  const phone = useIsPhone();
  const decides = useMay('identity:security:manage');
  const { operator } = useMe();
  return (
    <>
      {phone ? <FoldedFilters /> : <Filters />}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {decides && <AuditRetention />}
        {!operator && <AuditExport />}
      </div>
    </>
  );
}

function FoldedFilters() {
  const { t } = useAuditWords();
  const { search } = useAuditSearch();
  const count = Object.keys(filterOf(search)).length;
  return (
    <Popover
      label={t('audit.filters')}
      className="flex w-80 flex-col gap-2 p-3"
      trigger={
        <Button icon={<ListFilter />}>
          {t('audit.filters')}
          {count > 0 && <Badge>{count}</Badge>}
        </Button>
      }
    >
      <Filters />
    </Popover>
  );
}

function Filters() {
  const seesLocations = useMay('identity:location:read');
  return (
    <>
      <EntityFilter />
      <ActionFilter />
      <AuditActorFilter />
      {seesLocations && <AuditLocationFilter />}
      <AuditTimeFilter />
      <OperatorFilter />
    </>
  );
}

/** Only there while it narrows: an entry of an operator leads to it. */
function OperatorFilter() {
  const { t } = useAuditWords();
  const { search, change } = useAuditSearch();
  if (!search.operator) return null;
  return (
    <Button icon={<X />} onClick={() => change({ operator: undefined })}>
      {t('audit.onlyOperator')}
    </Button>
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
      className="sm:w-auto! sm:max-w-44"
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
      className="sm:w-auto! sm:max-w-44"
    />
  );
}
