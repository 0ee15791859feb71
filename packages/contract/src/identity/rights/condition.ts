import { z } from 'zod';

/** A value that a condition compares with: JSON without objects. */
export const plainValueSchema = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

/** One of the values that {@link plainValueSchema} admits. */
export type PlainValue = z.infer<typeof plainValueSchema>;

/** A field of a record as conditions see it: a plain value, or a list of them. */
export type FieldValue = PlainValue | readonly PlainValue[];

const field = z.string().min(1).max(60);

/** `field operator value`. A field that a record does not have counts as null. */
export const conditionSchema = z.discriminatedUnion('operator', [
  z.object({ field, operator: z.literal('is'), value: plainValueSchema }),
  z.object({ field, operator: z.literal('is_not'), value: plainValueSchema }),
  z.object({ field, operator: z.literal('one_of'), value: z.array(plainValueSchema).min(1).max(50) }),
  z.object({ field, operator: z.literal('at_least'), value: z.number() }),
  z.object({ field, operator: z.literal('at_most'), value: z.number() }),
  z.object({ field, operator: z.literal('includes'), value: plainValueSchema }),
]);

/** What must be true of a record's field. */
export type Condition = z.infer<typeof conditionSchema>;

/** The operators of the language, in the order in which they are offered. */
export const operators = ['is', 'is_not', 'one_of', 'at_least', 'at_most', 'includes'] as const;

/** One of {@link operators}. */
export type Operator = (typeof operators)[number];

/** Whether the condition holds for a record's fields. The database's `condition_holds` says the same. */
export function holds(condition: Condition, fields: Readonly<Record<string, FieldValue>>): boolean {
  const value = Object.hasOwn(fields, condition.field) ? (fields[condition.field] ?? null) : null;
  switch (condition.operator) {
    case 'is':
      return value === condition.value;
    case 'is_not':
      return value !== condition.value;
    case 'one_of':
      return condition.value.some((each) => each === value);
    case 'at_least':
      return typeof value === 'number' && value >= condition.value;
    case 'at_most':
      return typeof value === 'number' && value <= condition.value;
    case 'includes':
      return Array.isArray(value) && value.some((each) => each === condition.value);
  }
}

/** Whether two conditions demand the same. */
export function isSameCondition(one: Condition, other: Condition): boolean {
  return (
    one.field === other.field &&
    one.operator === other.operator &&
    JSON.stringify(one.value) === JSON.stringify(other.value)
  );
}
