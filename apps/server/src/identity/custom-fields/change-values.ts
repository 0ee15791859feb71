import { type CustomFieldValues, checkCustomFields } from '@muster/contract/identity/custom-fields/changes';
import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { type CustomFieldValue, problemWords, type ValueProblem } from '@muster/contract/identity/custom-fields/value';
import { type Actor, hasPermission } from '../../core/actor.ts';
import type { Prisma, TenantTransaction } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { namesOf } from '../people-names.ts';
import { subjectOfUser } from '../rights/subjects.ts';
import { definitionsForWriting } from './definitions.ts';
import { writeIndex } from './index-rows.ts';
import type { CustomFieldOwner } from './owners.ts';
import { auditText } from './value-text.ts';

/** What a record's own command is asked to change of its custom fields. */
export interface ValueChange {
  id: string;
  /** The column as it stands. */
  stored: Prisma.JsonValue;
  /** From the command's input; nothing is changed and nothing asked for when it is left out. */
  changes: Readonly<Record<string, unknown>> | undefined;
}

/** What the record's own command then writes, and its audit entry tells. */
export interface ChangedValues {
  data: { customFields?: Prisma.InputJsonObject };
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/**
 * Checks a change of a record's values and indexes them, inside the transaction of the record's own command, which
 * guards the version and writes `data` to the row. Throws `invalid_input` naming each field with what is wrong.
 */
export async function changeValues(
  owner: CustomFieldOwner,
  transaction: TenantTransaction,
  actor: Actor,
  { id, stored, changes }: ValueChange,
): Promise<ChangedValues> {
  if (changes === undefined) return { data: {}, before: {}, after: {} };
  const { tenantId } = actor;
  const definitions = await definitionsForWriting(transaction, tenantId, owner.entity);
  const before = valuesOf(stored);
  const { values, problems } = checkCustomFields(definitions, before, changes);
  const changed = definitions.filter((field) => JSON.stringify(before[field.id]) !== JSON.stringify(values[field.id]));
  const strangers = await unreachablePeople(transaction, actor, changed, values);
  assertNoProblem(definitions, { ...problems, ...strangers });
  await writeIndex(transaction, tenantId, changed, [{ id, values }]);
  const names = await namesOf(tenantId, [...peopleIn(changed, before), ...peopleIn(changed, values)]);
  const text = (field: CustomField, value: CustomFieldValue | undefined) => auditText(field, value, names);
  return {
    data: { customFields: { ...values } as Prisma.InputJsonObject },
    before: Object.fromEntries(changed.map((field) => [auditName(field), text(field, before[field.id])])),
    after: Object.fromEntries(changed.map((field) => [auditName(field), text(field, values[field.id])])),
  };
}

/** The label with a capital, by which it never meets a name of the record's own: those begin small. */
function auditName({ label }: CustomField): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** The column as values; its shape is the database's own constraint, and its values were checked when they came. */
export function valuesOf(stored: Prisma.JsonValue): CustomFieldValues {
  return stored as Record<string, CustomFieldValue>;
}

function peopleIn(fields: readonly CustomField[], values: CustomFieldValues): string[] {
  const ids = fields.filter(({ type }) => type === 'user').map(({ id }) => values[id]);
  return ids.filter((id) => typeof id === 'string');
}

/** Fields that would point to somebody who is not there, not of this company, or out of the actor's sight. */
async function unreachablePeople(
  transaction: TenantTransaction,
  actor: Actor,
  fields: readonly CustomField[],
  values: CustomFieldValues,
): Promise<Record<string, ValueProblem>> {
  const ids = peopleIn(fields, values);
  if (ids.length === 0) return {};
  const rows = await transaction.user.findMany({
    where: { tenantId: actor.tenantId, id: { in: ids }, deletedAt: null, status: 'active' },
    include: { alsoAt: { select: { locationId: true } } },
  });
  const seen = new Set(
    rows.filter((row) => hasPermission(actor, 'identity:user:read', subjectOfUser(row))).map((row) => row.id),
  );
  const lost = fields.filter((field) => peopleIn([field], values).some((id) => !seen.has(id)));
  return Object.fromEntries(lost.map(({ id }) => [id, 'not_a_person'] as const));
}

function assertNoProblem(definitions: readonly CustomField[], problems: Readonly<Record<string, ValueProblem>>): void {
  const entries = Object.entries(problems);
  if (entries.length === 0) return;
  const labels = new Map(definitions.map(({ id, label }) => [id, label]));
  const sentences = entries.map(([id, problem]) => `${labels.get(id) ?? `“${id}”`} ${problemWords[problem]}`);
  throw new MusterError('invalid_input', sentences.join(' '), { action: 'Correct the fields named and save again.' });
}
