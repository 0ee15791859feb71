import type { PlainValue } from '@muster/contract/identity/rights/condition';
import type { SubjectField } from '@muster/contract/identity/rights/subject-fields';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { ReferenceName } from './ReferenceName.tsx';
import { ReferencePicker } from './ReferencePicker.tsx';
import { useConditionWords } from './use-condition-words.ts';

interface ConditionValueProps {
  field: SubjectField;
  value: PlainValue;
  onChange: (value: PlainValue) => void;
}

/** The one value that a field is compared with. */
export function ConditionValue({ field, value, onChange }: ConditionValueProps) {
  const { t } = useTranslation('rights');
  const words = useConditionWords();
  const label = t('condition.value');
  if (field.type === 'flag') {
    const options = [true, false].map((each) => ({ value: String(each), label: words.value(each) }));
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
    const options = field.values.map((each) => ({ value: each, label: words.value(each) }));
    return <Select aria-label={label} value={String(value)} onValueChange={onChange} options={options} />;
  }
  if (field.refersTo) {
    const name = value ? <ReferenceName refersTo={field.refersTo} id={String(value)} /> : t('condition.choose');
    return (
      <ReferencePicker refersTo={field.refersTo} label={label} onPick={onChange} trigger={<Button>{name}</Button>} />
    );
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
