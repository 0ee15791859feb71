import type { Condition, Operator, PlainValue } from '@muster/contract/identity/rights/condition';
import { fieldsFor, operatorsFor, type SubjectField } from '@muster/contract/identity/rights/subject-fields';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';

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
function conditionOf(field: string, operator: Operator, value: PlainValue): Condition {
  if (operator === 'one_of') return { field, operator, value: [value] };
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
      <h3 className="mb-1 px-2 font-medium text-ink-3 text-xs">{t('condition.title')}</h3>
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
        onClick={() => onChange([...conditions, conditionOf(first[0], 'is', firstValue(first[1]))])}
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
  const field = fields[condition.field];
  if (!field) return null;
  const value = Array.isArray(condition.value) ? (condition.value[0] ?? null) : condition.value;
  const chooseField = (name: string) => {
    const next = fields[name];
    if (next) onChange(conditionOf(name, 'is', firstValue(next)));
  };
  return (
    <div className="mb-1.5 grid grid-cols-[1fr_1fr_auto] gap-1">
      <Select
        aria-label={t('condition.field')}
        value={condition.field}
        onValueChange={chooseField}
        options={Object.keys(fields).map((name) => ({ value: name, label: name }))}
      />
      <Select
        aria-label={t('condition.operator')}
        value={condition.operator}
        onValueChange={(operator) => onChange(conditionOf(condition.field, operator, value))}
        options={operatorsFor(field).map((operator) => ({ value: operator, label: t(`condition.${operator}`) }))}
      />
      <IconButton label={t('condition.remove')} onClick={onRemove}>
        <X />
      </IconButton>
      <span className="col-span-2">
        <ConditionValue
          field={field}
          value={value}
          onChange={(next) => onChange(conditionOf(condition.field, condition.operator, next))}
        />
      </span>
    </div>
  );
}

interface ConditionValueProps {
  field: SubjectField;
  value: PlainValue;
  onChange: (value: PlainValue) => void;
}

function ConditionValue({ field, value, onChange }: ConditionValueProps) {
  const { t } = useTranslation('rights');
  const label = t('condition.value');
  if (field.type === 'flag') {
    const options = [
      { value: 'true', label: t('condition.yes') },
      { value: 'false', label: t('condition.no') },
    ];
    return (
      <Select
        aria-label={label}
        value={String(value)}
        onValueChange={(next) => onChange(next === 'true')}
        options={options}
      />
    );
  }
  if (field.values) {
    const options = field.values.map((each) => ({ value: each, label: each }));
    return <Select aria-label={label} value={String(value)} onValueChange={onChange} options={options} />;
  }
  const numeric = field.type === 'number';
  return (
    <Input
      aria-label={label}
      type={numeric ? 'number' : 'text'}
      value={String(value ?? '')}
      onChange={(event) => onChange(numeric ? Number(event.target.value) : event.target.value)}
    />
  );
}
