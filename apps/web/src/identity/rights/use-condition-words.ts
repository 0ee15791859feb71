import type { PlainValue } from '@muster/contract/identity/rights/condition';
import { useTranslation } from 'react-i18next';

const fields = [
  'status',
  'locale',
  'homeLocationId',
  'department',
  'title',
  'ownership',
  'storage',
  'trucks',
  'customerCare',
  'kind',
  'tenantAccess',
  'ownerId',
] as const;

const choices = [
  ...['active', 'deactivated', 'en', 'fr', 'corporate', 'franchise', 'pod', 'locker', 'none', 'personal', 'team'],
  ...['viewer', 'editor'],
] as const;

/** Words for the fields and values that conditions name, in the reader's language. */
export function useConditionWords() {
  const { t } = useTranslation('rights');
  const fieldWords = new Map<string, string>(fields.map((name) => [name, t(`conditionField.${name}`)]));
  const choiceWords = t('conditionChoice', { returnObjects: true });
  const choice = (text: string) => {
    const known = choices.find((each) => each === text);
    return Object.entries(choiceWords).find(([key]) => key === known)?.[1] ?? text;
  };
  return {
    field: (name: string) => fieldWords.get(name) ?? name,
    value: (value: PlainValue) =>
      typeof value === 'boolean' ? t(value ? 'condition.yes' : 'condition.no') : choice(String(value ?? '–')),
  };
}
