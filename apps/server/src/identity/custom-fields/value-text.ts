import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldOption } from '@muster/contract/identity/custom-fields/settings';
import type { CustomFieldValue, Money } from '@muster/contract/identity/custom-fields/value';
import type { PersonName } from '../people-names.ts';

/** A value as the audit log keeps it: readable when the option, the person or the field is long gone. */
export function auditText(
  field: CustomField,
  value: CustomFieldValue | undefined,
  people: ReadonlyMap<string, PersonName>,
): string | number | string[] | null {
  if (value === undefined) return null;
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map((id) => optionLabel(field, id));
  if (typeof value === 'object') return moneyText(value);
  if (field.type === 'choice') return optionLabel(field, value);
  return field.type === 'user' ? (people.get(value)?.name ?? value) : value;
}

function optionLabel(field: CustomField, id: string): string {
  return optionsOf(field).find((option) => option.id === id)?.label ?? id;
}

/** The options of a field that has some. */
export function optionsOf(field: CustomField): readonly CustomFieldOption[] {
  return field.type === 'choice' || field.type === 'multi_choice' ? field.settings.options : [];
}

function moneyText({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
