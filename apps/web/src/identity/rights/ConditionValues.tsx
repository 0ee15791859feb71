import type { PlainValue } from '@muster/contract/identity/rights/condition';
import type { SubjectField } from '@muster/contract/identity/rights/subject-fields';
import { clsx } from 'clsx';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { ReferenceName } from './ReferenceName.tsx';
import { ReferencePicker } from './ReferencePicker.tsx';
import { useConditionWords } from './use-condition-words.ts';

interface ConditionValuesProps {
  field: SubjectField;
  values: readonly PlainValue[];
  onChange: (values: PlainValue[]) => void;
}

/** The values of which a field is to have one: picked, or typed one after the other. The last one stays. */
export function ConditionValues({ field, values, onChange }: ConditionValuesProps) {
  const remove = (value: PlainValue) => onChange(values.filter((each) => each !== value));
  const add = (value: PlainValue) => {
    if (!values.includes(value)) onChange([...values.filter((each) => each !== ''), value]);
  };
  if (field.values) return <Choices field={field} values={values} onAdd={add} onRemove={remove} />;
  return (
    <div className="flex flex-wrap items-center gap-1">
      {values
        .filter((value) => value !== '')
        .map((value) => (
          <Chip
            key={String(value)}
            field={field}
            value={value}
            onRemove={values.length > 1 ? () => remove(value) : undefined}
          />
        ))}
      {field.refersTo ? <AddReference refersTo={field.refersTo} onAdd={add} /> : <AddTyped field={field} onAdd={add} />}
    </div>
  );
}

interface ChoicesProps {
  field: SubjectField;
  values: readonly PlainValue[];
  onAdd: (value: string) => void;
  onRemove: (value: string) => void;
}

function Choices({ field, values, onAdd, onRemove }: ChoicesProps) {
  const { t } = useTranslation('rights');
  const words = useConditionWords();
  return (
    <fieldset aria-label={t('condition.value')} className="flex flex-wrap gap-1">
      {field.values?.map((value) => {
        const chosen = values.includes(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={chosen}
            onClick={() => (chosen ? values.length > 1 && onRemove(value) : onAdd(value))}
            className={clsx(
              'flex h-control-small items-center rounded-md border px-2 text-xs',
              chosen ? 'border-accent bg-accent-soft text-accent-text' : 'border-line text-ink-2 hover:bg-hover',
            )}
          >
            {words.value(value)}
          </button>
        );
      })}
    </fieldset>
  );
}

interface ChipProps {
  field: SubjectField;
  value: PlainValue;
  onRemove: (() => void) | undefined;
}

function Chip({ field, value, onRemove }: ChipProps) {
  const { t } = useTranslation('rights');
  return (
    <span className="flex h-control-small items-center gap-0.5 rounded-md bg-chip pr-0.5 pl-2 text-ink-2 text-xs">
      {field.refersTo ? <ReferenceName refersTo={field.refersTo} id={String(value)} /> : String(value)}
      {onRemove && (
        <IconButton size="small" label={t('condition.removeValue')} onClick={onRemove}>
          <X />
        </IconButton>
      )}
    </span>
  );
}

interface AddReferenceProps {
  refersTo: NonNullable<SubjectField['refersTo']>;
  onAdd: (id: string) => void;
}

function AddReference({ refersTo, onAdd }: AddReferenceProps) {
  const { t } = useTranslation('rights');
  return (
    <ReferencePicker
      refersTo={refersTo}
      label={t('condition.addValue')}
      onPick={onAdd}
      trigger={
        <Button size="small" icon={<Plus />}>
          {t('condition.addValue')}
        </Button>
      }
    />
  );
}

function AddTyped({ field, onAdd }: { field: SubjectField; onAdd: (value: PlainValue) => void }) {
  const { t } = useTranslation('rights');
  const [typed, setTyped] = useState('');
  const numeric = field.type === 'number';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const text = typed.trim();
    if (!text) return;
    onAdd(numeric ? Number(text) : text);
    setTyped('');
  };
  return (
    <form onSubmit={submit} className="min-w-32 flex-1">
      <Input
        aria-label={t('condition.addValue')}
        placeholder={t('condition.addValue')}
        type={numeric ? 'number' : 'text'}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}
