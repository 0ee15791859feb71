import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { useState } from 'react';
import { Input } from '../../ui/Input.tsx';
import type { ControlTies } from './control-ties.ts';
import { amountText, readAmount, readNumber } from './money-text.ts';
import type { DraftValue } from './use-field-draft.ts';

interface NumberInputProps {
  field: CustomField & { type: 'number' | 'money' };
  value: DraftValue;
  onChange: (value: DraftValue) => void;
  ties: ControlTies;
  disabled: boolean | undefined;
}

/** A number or an amount as text, so that what is half typed stays; what is none is handed on as it was typed. */
export function NumberInput({ field, value, onChange, ties, disabled }: NumberInputProps) {
  const [text, setText] = useState(textOf(value));
  const change = (typed: string) => {
    setText(typed);
    onChange(typedValue(field, typed));
  };
  return (
    <Input
      {...ties}
      inputMode="decimal"
      autoComplete="off"
      disabled={disabled}
      value={text}
      onChange={(event) => change(event.target.value)}
      trailing={field.type === 'money' && <span className="px-1 text-ink-3 text-xs">{field.settings.currency}</span>}
      className="tabular-nums"
    />
  );
}

function textOf(value: DraftValue): string {
  if (typeof value === 'number') return String(value);
  return value && typeof value === 'object' && 'amount' in value ? amountText(value.amount, value.currency) : '';
}

function typedValue(field: NumberInputProps['field'], typed: string): DraftValue {
  if (typed.trim() === '') return null;
  if (field.type === 'number') {
    const number = readNumber(typed);
    return Number.isNaN(number) ? typed : number;
  }
  const { currency } = field.settings;
  const amount = readAmount(typed, currency);
  return Number.isNaN(amount) ? typed : { amount, currency };
}
