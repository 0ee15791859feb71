import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldOption } from '@muster/contract/identity/custom-fields/settings';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Input } from '../../ui/Input.tsx';
import { labelColor } from '../../ui/LabelChip.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import type { ControlTies } from './control-ties.ts';
import { NumberInput } from './NumberInput.tsx';
import { PersonControl } from './PersonControl.tsx';
import type { DraftValue } from './use-field-draft.ts';

interface FieldControlProps {
  field: CustomField;
  value: DraftValue;
  onChange: (value: DraftValue) => void;
  ties: ControlTies;
  disabled?: boolean | undefined;
}

/** The control that fits a field's type. */
export function FieldControl({ field, value, onChange, ties, disabled }: FieldControlProps) {
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'text': {
      const isLong = (field.settings.maxLength ?? 200) > 120;
      const Control = isLong && text.length > 60 ? TextArea : Input;
      return (
        <Control
          {...ties}
          disabled={disabled}
          maxLength={field.settings.maxLength ?? 2000}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    case 'link':
      return (
        <Input
          {...ties}
          type="url"
          inputMode="url"
          disabled={disabled}
          placeholder="https://"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'date':
      return (
        <Input
          {...ties}
          type="date"
          disabled={disabled}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'number':
    case 'money':
      return <NumberInput {...{ field, value, onChange, ties, disabled }} />;
    case 'choice':
      return <Choice {...{ value: text, onChange, ties, disabled, field }} options={field.settings.options} />;
    case 'multi_choice':
      return <Choices {...{ onChange, ties, disabled, field, value }} options={field.settings.options} />;
    case 'user':
      return <PersonControl {...{ field, value, onChange, ties, disabled }} />;
  }
}

interface ChoiceProps {
  field: CustomField;
  options: readonly CustomFieldOption[];
  onChange: (value: DraftValue) => void;
  ties: ControlTies;
  disabled: boolean | undefined;
}

const nothing = 'nothing';

function Dot({ color }: { color: string }) {
  return <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: labelColor(color) }} />;
}

function Choice({ options, value, onChange, ties, disabled }: ChoiceProps & { value: string }) {
  const { t } = useTranslation('fields');
  const offered = options.filter(({ id, archived }) => !archived || id === value);
  return (
    <Select
      id={ties.id}
      {...(ties['aria-describedby'] && { 'aria-describedby': ties['aria-describedby'] })}
      disabled={disabled ?? false}
      value={value || nothing}
      onValueChange={(next) => onChange(next === nothing ? null : next)}
      options={[
        { value: nothing, label: t('form.optional') },
        ...offered.map(({ id, label, color }) => ({ value: id, label, icon: <Dot color={color} /> })),
      ]}
    />
  );
}

function Choices({ field, options, value, onChange, ties, disabled }: ChoiceProps & { value: DraftValue }) {
  const name = useId();
  const chosen = Array.isArray(value) ? value : [];
  const offered = options.filter(({ id, archived }) => !archived || chosen.includes(id));
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <fieldset
      id={ties.id}
      aria-label={field.label}
      aria-describedby={ties['aria-describedby']}
      disabled={disabled}
      className="flex flex-wrap gap-x-5 gap-y-2 py-1"
    >
      {offered.map((option) => (
        <span key={option.id} className="flex items-center gap-2">
          <Checkbox
            id={`${name}-${option.id}`}
            checked={chosen.includes(option.id)}
            disabled={disabled ?? false}
            onCheckedChange={(on) => toggle(option.id, on)}
          />
          <label htmlFor={`${name}-${option.id}`} className="flex items-center gap-1.5">
            <Dot color={option.color} />
            {option.label}
          </label>
        </span>
      ))}
    </fieldset>
  );
}
