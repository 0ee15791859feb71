import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldFilter } from '@muster/contract/identity/custom-fields/filter';
import { useTranslation } from 'react-i18next';
import { dateOf, useFormat } from '../../core/use-format.ts';
import { amountText } from './money-text.ts';

/** A filter in words: "Dock height is at least 48". People are counted: their names are not known here. */
export function useFilterWords(): (field: CustomField, filter: CustomFieldFilter) => string {
  const { t } = useTranslation('fields');
  const format = useFormat();
  const end = (field: CustomField, value: string | number) => {
    if (field.type === 'date') return format.date(dateOf(String(value)));
    if (field.type === 'money')
      return `${amountText(Number(value), field.settings.currency)} ${field.settings.currency}`;
    return typeof value === 'number' ? format.number(value) : `“${value}”`;
  };
  const chosen = (field: CustomField, ids: readonly string[]) => {
    const isChoice = field.type === 'choice' || field.type === 'multi_choice';
    if (!isChoice) return format.number(ids.length);
    const labels = field.settings.options.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
    return labels.join(', ');
  };
  return (field, { operator, value }) => {
    const words = `${field.label} ${t(`filter.operator.${operator}`)}`;
    if (value === undefined) return words;
    if (Array.isArray(value)) return `${words} ${chosen(field, value)}`;
    if (typeof value !== 'object') return `${words} ${end(field, value)}`;
    return `${words} ${t('filter.and', { from: end(field, value.from), to: end(field, value.to) })}`;
  };
}
