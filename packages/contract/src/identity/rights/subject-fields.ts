import { idSchema } from '../../core/identifiers.ts';
import { entityOf } from '../permissions.ts';
import type { Condition, Operator, PlainValue } from './condition.ts';

/** A field that conditions may name: its type, and its values where they are few. */
export interface SubjectField {
  type: 'text' | 'number' | 'flag' | 'list';
  values?: readonly string[];
  /** What the value is the id of. */
  refersTo?: 'user' | 'location';
}

const homeLocationId: SubjectField = { type: 'text', refersTo: 'location' };

/** The fields of each kind of record that conditions may name; a kind that is not here takes no conditions. */
export const subjectFields: Readonly<Record<string, Readonly<Record<string, SubjectField>>>> = {
  'identity:user': {
    status: { type: 'text', values: ['active', 'deactivated'] },
    locale: { type: 'text', values: ['en', 'fr'] },
    homeLocationId,
  },
  'identity:employee': { department: { type: 'text' }, title: { type: 'text' }, homeLocationId },
  'identity:pay': { department: { type: 'text' }, title: { type: 'text' }, homeLocationId },
  'identity:location': {
    ownership: { type: 'text', values: ['corporate', 'franchise'] },
    storage: { type: 'text', values: ['pod', 'locker', 'none'] },
    trucks: { type: 'number' },
    customerCare: { type: 'flag' },
  },
  'work:board': {
    kind: { type: 'text', values: ['personal', 'team'] },
    tenantAccess: { type: 'text', values: ['none', 'viewer', 'editor'] },
    ownerId: { type: 'text', refersTo: 'user' },
  },
};

const operatorsOf: Record<SubjectField['type'], readonly Operator[]> = {
  text: ['is', 'is_not', 'one_of'],
  number: ['is', 'is_not', 'one_of', 'at_least', 'at_most'],
  flag: ['is', 'is_not'],
  list: ['includes'],
};

/** The fields that conditions on a permission may name. */
export function fieldsFor(permission: string): Readonly<Record<string, SubjectField>> {
  return subjectFields[entityOf(permission)] ?? {};
}

/** The operators that make sense for a field. */
export function operatorsFor(field: SubjectField): readonly Operator[] {
  return operatorsOf[field.type];
}

const typeNames: Record<SubjectField['type'], string> = {
  text: 'string',
  number: 'number',
  flag: 'boolean',
  list: 'string',
};

/** Whether a condition names a field that records of the permission have, with an operator and a value that fit it. */
export function fits(permission: string, condition: Condition): boolean {
  const fields = fieldsFor(permission);
  const field = Object.hasOwn(fields, condition.field) ? fields[condition.field] : undefined;
  if (!field || !operatorsFor(field).includes(condition.operator)) return false;
  const values: readonly PlainValue[] = Array.isArray(condition.value) ? condition.value : [condition.value];
  return values.every((value) => value === null || isOf(field, value));
}

function isOf(field: SubjectField, value: PlainValue): boolean {
  const isType = typeof value === typeNames[field.type];
  if (field.refersTo) return idSchema.safeParse(value).success;
  return isType && (!field.values || field.values.includes(String(value)));
}
