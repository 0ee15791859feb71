import { type Permission, permissions } from '@muster/contract/identity/permissions';
import type { Condition, PlainValue } from '@muster/contract/identity/rights/condition';
import { useTranslation } from 'react-i18next';
import { useConditionWords } from './use-condition-words.ts';
import { useReferenceNames } from './use-reference-names.ts';

const none: readonly Condition[] = [];

type Split<Name extends string> = Name extends `${infer Area}:${infer Entity}:${infer Action}`
  ? `permission.${Area}.${Entity}.${Action}`
  : never;

/** A colon separates namespaces in the catalogue, so its keys have points instead. */
function keyOf<Name extends Permission>(permission: Name): Split<Name> {
  return `permission.${permission.replaceAll(':', '.')}` as Split<Name>;
}

/** Words for permissions, and for the conditions given, in the reader's language. */
export function usePermissionWords(conditions: readonly Condition[] = none) {
  const { t } = useTranslation('rights');
  const known = new Map<string, string>(permissions.map((permission) => [permission, t(keyOf(permission))]));
  const { field: fieldWord, value: valueWord } = useConditionWords();
  const names = useReferenceNames(conditions);
  const value = (one: PlainValue) => names.get(String(one)) ?? valueWord(one);
  return {
    permission: (name: string) => known.get(name) ?? name,
    condition: ({ field, operator, value: wanted }: Condition) =>
      `${fieldWord(field)} ${t(`condition.${operator}`)} ${Array.isArray(wanted) ? wanted.map(value).join(', ') : value(wanted)}`,
  };
}
