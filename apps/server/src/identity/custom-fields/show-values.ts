import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { ShownCustomFields, ShownCustomFieldValue } from '@muster/contract/identity/custom-fields/shown';
import type { CustomFieldValue } from '@muster/contract/identity/custom-fields/value';
import { type Actor, hasPermission } from '../../core/actor.ts';
import type { Prisma } from '../../core/database/index.ts';
import { namesOf, type PersonName } from '../people-names.ts';
import { valuesOf } from './change-values.ts';
import { definitionsOf } from './definitions.ts';
import type { CustomFieldOwner } from './owners.ts';

/** A row with its column of values. */
interface StoredRow {
  customFields: Prisma.JsonValue;
}

/**
 * The values of rows for a reader, in the order of the rows: those of fields in use, people with their names. Null for
 * a row whose values the reader may not know (`mayKnow`), and for all without the right to see custom fields.
 */
export async function showValues<Row extends StoredRow>(
  owner: CustomFieldOwner,
  actor: Actor,
  rows: readonly Row[],
  mayKnow: (row: Row) => boolean = () => true,
): Promise<ShownCustomFields[]> {
  if (!hasPermission(actor, 'identity:custom-field:read')) return rows.map(() => null);
  const used = (await definitionsOf(actor.tenantId, owner.entity)).filter(({ archivedAt }) => !archivedAt);
  const people = await namesOf(
    actor.tenantId,
    rows.flatMap((row) => peopleOf(used, row)),
  );
  return rows.map((row) => (mayKnow(row) ? shown(used, row, people) : null));
}

function peopleOf(fields: readonly CustomField[], { customFields }: StoredRow): string[] {
  const values = valuesOf(customFields);
  const ids = fields.filter(({ type }) => type === 'user').map(({ id }) => values[id]);
  return ids.filter((id) => typeof id === 'string');
}

function shown(fields: readonly CustomField[], row: StoredRow, people: ReadonlyMap<string, PersonName>) {
  const values = valuesOf(row.customFields);
  const entries = fields.flatMap((field) => {
    const value = values[field.id];
    return value === undefined ? [] : [[field.id, shownValue(field, value, people)] as const];
  });
  return Object.fromEntries(entries);
}

function shownValue(
  { type }: CustomField,
  value: CustomFieldValue,
  people: ReadonlyMap<string, PersonName>,
): ShownCustomFieldValue {
  if (type !== 'user' || typeof value !== 'string') return value;
  const { name, color } = people.get(value) ?? { name: '–', color: '#888888' };
  return { userId: value, name, color };
}
