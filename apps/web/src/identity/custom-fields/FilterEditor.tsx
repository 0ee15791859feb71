import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import {
  type CustomFieldFilter,
  type FilterOperator,
  fittingFilter,
  operatorsOfType,
} from '@muster/contract/identity/custom-fields/filter';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { FieldControl } from './FieldControl.tsx';
import { isPerson } from './FieldValue.tsx';
import type { DraftValue } from './use-field-draft.ts';

interface FilterEditorProps {
  fields: readonly CustomField[];
  onApply: (filter: CustomFieldFilter) => void;
}

/** Puts a filter together: a field, a comparison, and what to compare with. */
export function FilterEditor({ fields, onApply }: FilterEditorProps) {
  const { t } = useTranslation('fields');
  const [fieldId, setFieldId] = useState(fields[0]?.id ?? '');
  const field = fields.find(({ id }) => id === fieldId);
  return (
    <div className="flex flex-col gap-3">
      <Select
        aria-label={t('filter.search')}
        value={fieldId}
        onValueChange={setFieldId}
        options={fields.map(({ id, label }) => ({ value: id, label }))}
      />
      {field && <Comparison key={field.id} field={field} onApply={onApply} />}
    </div>
  );
}

function Comparison({ field, onApply }: { field: CustomField; onApply: FilterEditorProps['onApply'] }) {
  const { t } = useTranslation('fields');
  const operators = operatorsOfType[field.type];
  const [operator, setOperator] = useState<FilterOperator>(operators[0] ?? 'is_empty');
  const [value, setValue] = useState<DraftValue>(null);
  const [until, setUntil] = useState<DraftValue>(null);
  const filter = filterOf(field, operator, [value, until]);
  const isFitting = fittingFilter(field.type, filter) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isFitting) onApply(filter);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Select
        aria-label={t('filter.how')}
        value={operator}
        onValueChange={setOperator}
        options={operators.map((each) => ({ value: each, label: t(`filter.operator.${each}`) }))}
      />
      {operator !== 'is_empty' && (
        <Compared
          field={field}
          label={t(operator === 'between' ? 'filter.from' : 'filter.value')}
          {...{ value }}
          onChange={setValue}
        />
      )}
      {operator === 'between' && <Compared field={field} label={t('filter.to')} value={until} onChange={setUntil} />}
      <Button type="submit" variant="primary" disabled={!isFitting}>
        {t('filter.apply')}
      </Button>
    </form>
  );
}

interface ComparedProps {
  field: CustomField;
  label: string;
  value: DraftValue;
  onChange: (value: DraftValue) => void;
}

function Compared({ field, label, value, onChange }: ComparedProps) {
  // "Is one of" takes several, whatever a record holds; text is looked for as it is typed.
  const several = field.type === 'choice' ? { ...field, type: 'multi_choice' as const } : field;
  return (
    <Field label={label}>
      {(ties) => <FieldControl field={several} value={value} onChange={onChange} ties={ties} />}
    </Field>
  );
}

function filterOf(
  field: CustomField,
  operator: FilterOperator,
  [value, until]: [DraftValue, DraftValue],
): CustomFieldFilter {
  const { id: fieldId } = field;
  if (operator === 'is_empty') return { fieldId, operator };
  if (operator === 'between') {
    const [from, to] = [plainOf(value), plainOf(until)];
    return from === undefined || to === undefined ? { fieldId, operator } : { fieldId, operator, value: { from, to } };
  }
  if (Array.isArray(value)) return { fieldId, operator, value };
  if (value !== null && typeof value === 'object' && isPerson(value))
    return { fieldId, operator, value: [value.userId] };
  return { fieldId, operator, value: plainOf(value) };
}

function plainOf(value: DraftValue): string | number | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return value !== null && typeof value === 'object' && 'amount' in value ? value.amount : undefined;
}
