import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { type CustomFieldQuery, isSortable } from '@muster/contract/identity/custom-fields/filter';
import { validate as isUuid } from 'uuid';
import { Prisma } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import type { CustomFieldOwner } from './owners.ts';
import { optionsOf } from './value-text.ts';

/** One stretch of an ordered list: rows by an expression, or at the end those without a value, by their id. */
export interface Stretch {
  /** Joined to the owner's table `e`. */
  join: Prisma.Sql;
  condition: Prisma.Sql;
  /** Null for rows without a value. */
  expression: Prisma.Sql | null;
  type: 'text' | 'timestamptz' | 'float8' | 'date' | 'int4';
  /** What ties break by: the column beside the expression in its index. */
  id: Prisma.Sql;
  descending: boolean;
}

const always = Prisma.sql`true`;
const rowId = Prisma.sql`e.id`;

/** The stretches of a list in the order asked for. Throws `invalid_input` for a field that cannot be sorted by now. */
export function stretchesOf(
  owner: CustomFieldOwner,
  tenantId: string,
  fields: readonly CustomField[],
  sort: CustomFieldQuery['sort'],
): Stretch[] {
  if (!sort) return [{ ...owner.order, join: Prisma.empty, condition: always, id: rowId }];
  const field = fields.find(({ id, archivedAt }) => id === sort.fieldId && !archivedAt);
  if (!field || !isSortable(field)) {
    throw new MusterError('invalid_input', `Nothing can be sorted by ${field?.label ?? 'this field'} now.`, {
      action: 'Mark the field as indexed, and wait until its index is filled.',
    });
  }
  const entry = Prisma.sql`s.tenant_id = ${tenantId}::uuid and s.field_id = ${field.id}::uuid and s.slot = 0`;
  const base = { descending: sort.descending };
  const join = Prisma.sql`join custom_field_index s on ${entry} and s.entity_id = e.id`;
  const none = Prisma.sql`not exists (select from custom_field_index s where ${entry} and s.entity_id = e.id)`;
  return [
    { ...base, ...sortValue(field), join, condition: always, id: Prisma.sql`s.entity_id` },
    { ...base, join: Prisma.empty, condition: none, expression: null, type: 'text', id: rowId },
  ];
}

function sortValue(field: CustomField): Pick<Stretch, 'expression' | 'type'> {
  const options = optionsOf(field).map(({ id }) => id);
  if (options.length > 0)
    return { expression: Prisma.sql`array_position(${options}::text[], s.text_value)`, type: 'int4' };
  if (field.type === 'date') return { expression: Prisma.sql`s.date_value`, type: 'date' };
  if (field.type === 'text' || field.type === 'link') return { expression: Prisma.sql`s.text_value`, type: 'text' };
  return { expression: Prisma.sql`s.number_value`, type: 'float8' };
}

/** Where a list goes on: behind this row of this stretch. */
export interface Place {
  stretch: number;
  value: string;
  id: string;
}

/** A place as an opaque text of at most 140 characters. */
export function writePlace({ stretch, value, id }: Place): string {
  return `${stretch}${id}${value}`;
}

/** The place that a cursor names; the beginning for one that names none. */
export function readPlace(cursor: string | undefined): Place | null {
  const [stretch, id, value] = [Number(cursor?.[0]), cursor?.slice(1, 37) ?? '', cursor?.slice(37) ?? ''];
  return isUuid(id) && (stretch === 0 || stretch === 1) ? { stretch, id, value } : null;
}

/** The rows of a stretch behind a place; nothing is behind a place whose value cannot be read. */
export function behind({ expression, type, id, descending }: Stretch, place: Place): Prisma.Sql {
  const compare = Prisma.raw(descending ? '<' : '>');
  if (!expression) return Prisma.sql`${id} ${compare} ${place.id}::uuid`;
  if (!isReadable(type, place.value)) return Prisma.sql`false`;
  const value = Prisma.sql`${place.value}::${Prisma.raw(type)}`;
  return Prisma.sql`(${expression}, ${id}) ${compare} (${value}, ${place.id}::uuid)`;
}

function isReadable(type: Stretch['type'], value: string): boolean {
  if (type === 'text') return !value.includes('\0');
  if (type === 'float8') return value !== '' && Number.isFinite(Number(value));
  if (type === 'int4') return /^\d{1,4}$/.test(value);
  return !Number.isNaN(Date.parse(value)) && /^\d{4}-\d\d-\d\d/.test(value);
}
