import type { Condition, Operator, PlainValue } from '@muster/contract/identity/rights/condition';
import { fieldsFor, operatorsFor, type SubjectField } from '@muster/contract/identity/rights/subject-fields';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { ConditionValue } from './ConditionValue.tsx';
import { ConditionValues } from './ConditionValues.tsx';
import { useConditionWords } from './use-condition-words.ts';

interface ConditionsEditorProps {
  permission: string;
  conditions: readonly Condition[];
  disabled: boolean;
  onChange: (conditions: Condition[]) => void;
}

function firstValue(field: SubjectField): PlainValue {
  if (field.type === 'number') return 0;
  if (field.type === 'flag') return true;
  return field.values?.[0] ?? '';
}

/** A condition of any operator from its parts; the value fits the operator. */
function conditionOf(field: string, operator: Operator, values: readonly PlainValue[]): Condition {
  const [value = null] = values;
  if (operator === 'one_of') return { field, operator, value: [...values] };
  if (operator === 'at_least' || operator === 'at_most') return { field, operator, value: Number(value) || 0 };
  return { field, operator, value };
}

/** The conditions on the fields of a record under which a right holds; all must be met. */
export function ConditionsEditor({ permission, conditions, disabled, onChange }: ConditionsEditorProps) {
  const { t } = useTranslation('rights');
  const fields = fieldsFor(permission);
  const [first] = Object.entries(fields);
  if (!first || disabled) return null;
  const replace = (index: number, condition: Condition) =>
    onChange(conditions.map((each, place) => (place === index ? condition : each)));
  return (
    <section aria-label={t('condition.title')} className="mt-2 border-line border-t pt-2">
      <h2 className="mb-1 px-2 font-medium text-ink-3 text-xs">{t('condition.title')}</h2>
      {conditions.map((condition, index) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place.
          key={index}
          fields={fields}
          condition={condition}
          onChange={(next) => replace(index, next)}
          onRemove={() => onChange(conditions.filter((_, place) => place !== index))}
        />
      ))}
      <Button
        size="small"
        variant="ghost"
        icon={<Plus />}
        onClick={() => onChange([...conditions, conditionOf(first[0], 'is', [firstValue(first[1])])])}
      >
        {t('condition.add')}
      </Button>
    </section>
  );
}

interface ConditionRowProps {
  fields: Readonly<Record<string, SubjectField>>;
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function ConditionRow({ fields, condition, onChange, onRemove }: ConditionRowProps) {
  const { t } = useTranslation('rights');
  const words = useConditionWords();
  const field = fields[condition.field];
  if (!field) return null;
  const values: readonly PlainValue[] = Array.isArray(condition.value) ? condition.value : [condition.value];
  const change = (next: readonly PlainValue[]) => onChange(conditionOf(condition.field, condition.operator, next));
  const chooseField = (name: string) => {
    const next = fields[name];
    if (next) onChange(conditionOf(name, 'is', [firstValue(next)]));
  };
  return (
    <div className="mb-3 grid grid-cols-[1fr_1fr_auto] gap-1">
      <Select
        aria-label={t('condition.field')}
        value={condition.field}
        onValueChange={chooseField}
        options={Object.keys(fields).map((name) => ({ value: name, label: words.field(name) }))}
      />
      <Select
        aria-label={t('condition.operator')}
        value={condition.operator}
        onValueChange={(operator) => onChange(conditionOf(condition.field, operator, values))}
        options={operatorsFor(field).map((operator) => ({ value: operator, label: t(`condition.${operator}`) }))}
      />
      <IconButton label={t('condition.remove')} onClick={onRemove}>
        <X />
      </IconButton>
      <span className="col-span-2">
        {condition.operator === 'one_of' ? (
          <ConditionValues field={field} values={values} onChange={change} />
        ) : (
          <ConditionValue field={field} value={values[0] ?? null} onChange={(next) => change([next])} />
        )}
      </span>
    </div>
  );
}
