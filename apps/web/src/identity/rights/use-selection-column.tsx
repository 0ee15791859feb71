import { useTranslation } from 'react-i18next';
import type { Column } from '../../core/list/column.ts';
import type { RowSelection } from '../../core/list/use-row-selection.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import type { PersonRow } from '../list-rows.ts';

/** A column of boxes that select people for what can be done with several at once. */
export function useSelectionColumn({ selected, onChange }: RowSelection): Column<PersonRow> {
  const { t } = useTranslation('rights');
  const set = (id: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return {
    key: 'select',
    header: t('bulk.column'),
    headerHidden: true,
    width: '20px',
    align: 'end',
    cell: (person) => (
      // Above the row's own button, which reaches over all of it.
      <span className="relative z-[1] flex justify-end">
        <Checkbox
          aria-label={t('bulk.select', person)}
          checked={selected.has(person.id)}
          onCheckedChange={(on) => set(person.id, on)}
        />
      </span>
    ),
  };
}
