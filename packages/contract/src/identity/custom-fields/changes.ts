import { z } from 'zod';
import { type CustomField, mostCustomFields } from './definition.ts';
import { type CustomFieldValue, customFieldValue, problemWords, type ValueProblem } from './value.ts';

/** What a record holds, by the id of the field. */
export type CustomFieldValues = Readonly<Record<string, CustomFieldValue>>;

/** A change of a record's values as it comes in: by the id of the field; null takes the value away. */
export const customFieldChangesSchema = z
  .record(z.string().max(60), z.unknown())
  .refine((changes) => Object.keys(changes).length <= 2 * mostCustomFields, { message: 'These are too many fields.' });

/** A change that was looked at: what the record holds after it, and what is wrong by the id of the field. */
export interface CheckedChanges {
  values: CustomFieldValues;
  problems: Readonly<Record<string, ValueProblem>>;
}

/**
 * Checks a change against the definitions of its kind of record, archived ones included, for server and browser alike;
 * never throws. Only what changes is checked: a value from before the field was narrowed stays until somebody changes
 * it. Every required field must have a value afterwards.
 */
export function checkCustomFields(
  definitions: readonly CustomField[],
  stored: CustomFieldValues,
  changes: Readonly<Record<string, unknown>>,
): CheckedChanges {
  const values = new Map(Object.entries(stored));
  const problems = new Map<string, ValueProblem>();
  const known = new Map(definitions.map((definition) => [definition.id, definition]));
  for (const [id, change] of Object.entries(changes)) {
    const before = values.get(id);
    if (isSame(change, before)) continue;
    const checked = checkOne(known.get(id), before, change);
    if ('problem' in checked) problems.set(id, checked.problem);
    else if (checked.value === null) values.delete(id);
    else values.set(id, checked.value);
  }
  for (const { id, required, archivedAt } of definitions) {
    if (required && !archivedAt && !values.has(id) && !problems.has(id)) problems.set(id, 'required');
  }
  return { values: Object.fromEntries(values), problems: Object.fromEntries(problems) };
}

type Checked = { value: CustomFieldValue | null } | { problem: ValueProblem };

function checkOne(definition: CustomField | undefined, before: CustomFieldValue | undefined, change: unknown): Checked {
  if (!definition) return { problem: 'unknown' };
  if (definition.archivedAt) return { problem: 'archived' };
  if (isNothing(change)) return { value: null };
  const { success, data, error } = customFieldValue(definition, before).safeParse(change);
  if (success) return { value: data };
  return { problem: problemOf(error.issues[0]?.message) };
}

function isNothing(change: unknown): boolean {
  return change === null || change === undefined || change === '' || (Array.isArray(change) && change.length === 0);
}

function problemOf(message: string | undefined): ValueProblem {
  return message !== undefined && Object.hasOwn(problemWords, message) ? (message as ValueProblem) : 'unknown';
}

/** Whether a value comes back as it was: a form sends what it was given. */
function isSame(change: unknown, before: CustomFieldValue | undefined): boolean {
  if (before === undefined) return false;
  if (typeof before !== 'object') return change === before;
  return typeof change === 'object' && canonical(change) === canonical(before);
}

/** Two levels are all that a value has; what lies deeper makes it another value. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join();
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, part]) => `${name}=${plain(part)}`)
    .sort()
    .join();
}

function plain(part: unknown): string {
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '\0';
}
