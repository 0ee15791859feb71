import { z } from 'zod';
import { idSchema } from '../../core/identifiers.ts';
import type { CustomField } from './definition.ts';
import type { CustomFieldType } from './settings.ts';

/** How values are compared. `in` is "one of"; `between` includes both ends. */
export const filterOperators = [
  'equals',
  'contains',
  'in',
  'before',
  'after',
  'at_least',
  'at_most',
  'between',
  'is_empty',
] as const;

/** One of {@link filterOperators}. */
export type FilterOperator = (typeof filterOperators)[number];

const numeric = ['at_least', 'at_most', 'between', 'equals', 'is_empty'] as const;
const written = ['contains', 'equals', 'is_empty'] as const;
const chosen = ['in', 'is_empty'] as const;

/** The operators that make sense for each type, the most useful first. */
export const operatorsOfType: Readonly<Record<CustomFieldType, readonly FilterOperator[]>> = {
  text: written,
  link: written,
  number: numeric,
  money: numeric,
  date: ['between', 'before', 'after', 'equals', 'is_empty'],
  choice: chosen,
  multi_choice: chosen,
  user: chosen,
};

/** Types by which lists sort, once the field is indexed. Choices sort in the order of their options. */
export const sortableTypes: readonly CustomFieldType[] = ['text', 'number', 'money', 'date', 'choice', 'link'];

/** Whether lists can be sorted by a field now. */
export function isSortable({ type, indexed, indexReady }: Pick<CustomField, 'type' | 'indexed' | 'indexReady'>) {
  return indexed && indexReady && sortableTypes.includes(type);
}

/** Two ends of what a filter lets through. */
export interface FilterRange<End> {
  from: End;
  to: End;
}

/**
 * A filter as it comes in, before it is known which type the field has. Money is compared in minor units, days as
 * ISO 8601; `in` takes ids of options or people.
 */
export const customFieldFilterSchema = z.object({
  fieldId: idSchema,
  operator: z.enum(filterOperators),
  value: z
    .union([
      z.string().max(200),
      z.number(),
      z.array(z.string().max(60)).max(100),
      z.object({ from: z.union([z.string().max(10), z.number()]), to: z.union([z.string().max(10), z.number()]) }),
    ])
    .optional(),
});

/** One of {@link customFieldFilterSchema}. */
export type CustomFieldFilter = z.output<typeof customFieldFilterSchema>;

/** What a list takes to filter by fields (all must hold) and to sort by one. */
export const customFieldQuerySchema = z.object({
  customFields: z.array(customFieldFilterSchema).max(10).optional(),
  sort: z.object({ fieldId: idSchema, descending: z.boolean().default(false) }).optional(),
});

/** Part of a list's input, as {@link customFieldQuerySchema} takes it. */
export type CustomFieldQuery = z.output<typeof customFieldQuerySchema>;

/** A filter whose operator and value fit the field. */
export type FittingFilter =
  | { operator: 'is_empty' }
  | { operator: 'contains'; value: string }
  | { operator: 'equals' | 'before' | 'after' | 'at_least' | 'at_most'; value: string | number }
  | { operator: 'between'; value: FilterRange<string | number> }
  | { operator: 'in'; value: string[] };

/** The filter, if its operator and value fit a field of this type; null otherwise. */
export function fittingFilter(type: CustomFieldType, filter: CustomFieldFilter): FittingFilter | null {
  const { operator, value } = filter;
  if (!operatorsOfType[type].includes(operator)) return null;
  if (operator === 'is_empty') return { operator };
  if (operator === 'in') {
    const ids = z.array(idSchema).min(1).safeParse(value);
    return ids.success ? { operator, value: ids.data } : null;
  }
  if (operator === 'between') {
    const range = rangeOf(value);
    return range && isComparable(type, range.from) && isComparable(type, range.to) ? { operator, value: range } : null;
  }
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (operator === 'contains') return typeof value === 'string' && value.trim() ? { operator, value } : null;
  return isComparable(type, value) ? { operator, value } : null;
}

function rangeOf(value: CustomFieldFilter['value']): FilterRange<string | number> | null {
  return typeof value === 'object' && !Array.isArray(value) ? value : null;
}

function isComparable(type: CustomFieldType, value: string | number): boolean {
  if (type === 'number' || type === 'money') return typeof value === 'number';
  if (type === 'date') return z.iso.date().safeParse(value).success && String(value) >= '1000';
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}
