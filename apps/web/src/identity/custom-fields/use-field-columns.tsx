import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { ShownCustomFields } from '@muster/contract/identity/custom-fields/shown';
import type { Column } from '../../core/list/column.ts';
import { FieldValue } from './FieldValue.tsx';
import { useColumnChoice } from './use-column-choice.ts';
import { useFields } from './use-fields.ts';

/** A row of a list that shows custom fields. */
interface RowWithFields {
  customFields: ShownCustomFields;
}

/** Columns for the fields that the person chose to see, in the order of forms. */
export function useFieldColumns<Row extends RowWithFields>(entity: CustomFieldEntity): Column<Row>[] {
  const { chosen } = useColumnChoice(entity);
  return useFields(entity)
    .filter(({ id }) => chosen?.includes(id))
    .map((field) => ({
      key: field.id,
      header: field.label,
      width: 'minmax(88px, 1fr)',
      phoneHidden: true,
      ...((field.type === 'number' || field.type === 'money') && { align: 'end' as const }),
      cell: ({ customFields }) => <FieldValue field={field} value={customFields?.[field.id]} />,
    }));
}
