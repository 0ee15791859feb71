import { type Permission, permissions } from '@muster/contract/identity/permissions';
import type { Condition } from '@muster/contract/identity/rights/condition';
import { useTranslation } from 'react-i18next';
import { useConditionWords } from './use-condition-words.ts';

type Split<Name extends string> = Name extends `${infer Area}:${infer Entity}:${infer Action}`
  ? `permission.${Area}.${Entity}.${Action}`
  : never;

/** A colon separates namespaces in the catalogue, so its keys have points instead. */
function keyOf<Name extends Permission>(permission: Name): Split<Name> {
  return `permission.${permission.replaceAll(':', '.')}` as Split<Name>;
}

/** Words for permissions and conditions, in the reader's language. */
export function usePermissionWords() {
  const { t } = useTranslation('rights');
  const known = new Map<string, string>(permissions.map((permission) => [permission, t(keyOf(permission))]));
  const { field: fieldWord, value } = useConditionWords();
  return {
    permission: (name: string) => known.get(name) ?? name,
    condition: ({ field, operator, value: wanted }: Condition) =>
      `${fieldWord(field)} ${t(`condition.${operator}`)} ${Array.isArray(wanted) ? wanted.map(value).join(', ') : value(wanted)}`,
  };
}
