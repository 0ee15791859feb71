import type { CustomField, CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { ListFilter, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { FilterEditor } from './FilterEditor.tsx';
import { SortMenu } from './SortMenu.tsx';
import { useFieldQuery } from './use-field-query.ts';
import { useFields } from './use-fields.ts';
import { useFilterWords } from './use-filter-words.ts';

/** What a list's toolbar has for the company's own fields: filters as chips, an order, columns. Nothing without fields. */
export function FieldFilters({ entity }: { entity: CustomFieldEntity }) {
  const fields = useFields(entity);
  if (fields.length === 0) return null;
  return (
    <>
      <Chips fields={fields} />
      <AddFilter fields={fields} />
      <SortMenu fields={fields} />
      <ColumnMenu entity={entity} />
    </>
  );
}

function Chips({ fields }: { fields: readonly CustomField[] }) {
  const { t } = useTranslation('fields');
  const { filters, setFilters } = useFieldQuery();
  const words = useFilterWords();
  return filters.map((filter, index) => {
    const field = fields.find(({ id }) => id === filter.fieldId);
    if (!field) return null;
    const label = words(field, filter);
    return (
      <span
        key={JSON.stringify(filter)}
        className="inline-flex h-control-small min-w-0 max-w-full items-center gap-1 rounded-md bg-accent-soft pl-2 text-accent-text text-xs"
      >
        <span className="truncate" title={label}>
          {label}
        </span>
        <button
          type="button"
          aria-label={t('filter.remove', { label })}
          onClick={() => setFilters(filters.filter((_, place) => place !== index))}
          className="flex h-full shrink-0 items-center rounded-md px-1.5 hover:bg-hover pointer-coarse:px-3"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </span>
    );
  });
}

function AddFilter({ fields }: { fields: readonly CustomField[] }) {
  const { t } = useTranslation('fields');
  const { filters, setFilters } = useFieldQuery();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('filter.add')}
      className="w-72 max-w-[92vw] p-3!"
      trigger={
        <Button variant="ghost" icon={<ListFilter aria-hidden />}>
          {t('filter.add')}
        </Button>
      }
    >
      <FilterEditor
        fields={fields}
        onApply={(filter) => {
          setFilters([...filters, filter]);
          setOpen(false);
        }}
      />
    </Popover>
  );
}
