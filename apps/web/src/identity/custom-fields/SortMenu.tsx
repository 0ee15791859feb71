import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { isSortable } from '@muster/contract/identity/custom-fields/filter';
import { ArrowDownUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuChoice } from '../../ui/DropdownMenu.tsx';
import { useFieldQuery } from './use-field-query.ts';

const usual = 'usual';

/** Orders a list by one of the fields that are indexed. */
export function SortMenu({ fields }: { fields: readonly CustomField[] }) {
  const { t } = useTranslation('fields');
  const { sort, setSort } = useFieldQuery();
  const sortable = fields.filter(isSortable);
  if (sortable.length === 0) return null;
  const options = sortable.flatMap(({ id, label }) => [
    { value: id, label: t('sort.up', { label }) },
    { value: `-${id}`, label: t('sort.down', { label }) },
  ]);
  const all = [{ value: usual, label: t('sort.usual') }, ...options];
  const current = all.find(({ value }) => value === sort);
  return (
    <DropdownMenu
      align="end"
      className="max-h-96"
      trigger={
        <Button
          variant="ghost"
          icon={<ArrowDownUp aria-hidden />}
          className={current ? 'bg-accent-soft text-accent-text!' : undefined}
        >
          <span className="max-w-40 truncate">{current?.label ?? t('sort.open')}</span>
        </Button>
      }
    >
      <MenuChoice
        label={t('sort.open')}
        value={current?.value ?? usual}
        onValueChange={(next) => setSort(next === usual ? undefined : next)}
        options={all}
      />
    </DropdownMenu>
  );
}
