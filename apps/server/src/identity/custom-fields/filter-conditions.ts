import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import {
  type CustomFieldFilter,
  type FittingFilter,
  fittingFilter,
} from '@muster/contract/identity/custom-fields/filter';
import { Prisma } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { indexedText } from './index-rows.ts';

/** Where a value is compared: in the index, or on the row itself. */
interface Comparison {
  field: CustomField;
  tenantId: string;
  filter: FittingFilter;
}

/** A filter as a condition on the row `e`. Throws `invalid_input` when it does not fit the field. */
export function filterCondition(
  tenantId: string,
  fields: readonly CustomField[],
  filter: CustomFieldFilter,
): Prisma.Sql {
  const field = fields.find(({ id, archivedAt }) => id === filter.fieldId && !archivedAt);
  const fitting = field && fittingFilter(field.type, filter);
  if (!fitting) {
    throw new MusterError('invalid_input', `This filter does not fit ${field?.label ?? 'any field of this list'}.`, {
      action: 'Remove the filter, or choose another comparison.',
    });
  }
  const comparison = { field, tenantId, filter: fitting };
  return field.indexed && field.indexReady ? byIndex(comparison) : byRow(comparison);
}

function byIndex(comparison: Comparison): Prisma.Sql {
  const { field, tenantId, filter } = comparison;
  const of = Prisma.sql`i.tenant_id = ${tenantId}::uuid and i.field_id = ${field.id}::uuid`;
  const entries = Prisma.sql`select i.entity_id from custom_field_index i where ${of}`;
  // As a correlated question, since NOT IN would first gather every record that has a value.
  if (filter.operator === 'is_empty') return Prisma.sql`not exists (${entries} and i.entity_id = e.id)`;
  // Looking inside of a text is work for each of them; an index of whole values would not spare it.
  if (filter.operator === 'contains') return byRow(comparison);
  const found = Prisma.sql`e.id in (${entries} and ${compared(indexColumn(field), field, filter)})`;
  // The index holds the beginning of a text.
  return isWritten(field) ? Prisma.sql`(${found} and ${byRow(comparison)})` : found;
}

function byRow({ field, filter }: Comparison): Prisma.Sql {
  const value = Prisma.sql`(e.custom_fields ->> ${field.id})`;
  if (filter.operator === 'is_empty') return Prisma.sql`not jsonb_exists(e.custom_fields, ${field.id})`;
  if (filter.operator === 'contains') {
    return Prisma.sql`${value} ilike ${`%${filter.value.trim().replaceAll(/[\\%_]/g, '\\$&')}%`}`;
  }
  if (filter.operator === 'in' && field.type === 'multi_choice') {
    return Prisma.sql`jsonb_exists_any(e.custom_fields -> ${field.id}, ${filter.value}::text[])`;
  }
  if (isWritten(field) && filter.operator === 'equals') {
    return Prisma.sql`lower(${value}) = lower(${String(filter.value).trim()})`;
  }
  return compared(rowValue(field, value), field, filter);
}

function isWritten({ type }: CustomField): boolean {
  return type === 'text' || type === 'link';
}

function rowValue({ id, type }: CustomField, text: Prisma.Sql): Prisma.Sql {
  if (type === 'number') return Prisma.sql`${text}::float8`;
  if (type === 'money') return Prisma.sql`(e.custom_fields -> ${id} ->> 'amount')::float8`;
  return type === 'date' ? Prisma.sql`${text}::date` : text;
}

function indexColumn({ type }: CustomField): Prisma.Sql {
  if (type === 'number' || type === 'money') return Prisma.sql`i.number_value`;
  return type === 'date' ? Prisma.sql`i.date_value` : Prisma.sql`i.text_value`;
}

function compared(value: Prisma.Sql, field: CustomField, filter: FittingFilter): Prisma.Sql {
  const end = (bound: string | number) => boundOf(field, bound);
  switch (filter.operator) {
    case 'in':
      return Prisma.sql`${value} = any(${filter.value}::text[])`;
    case 'between':
      return Prisma.sql`${value} between ${end(filter.value.from)} and ${end(filter.value.to)}`;
    case 'before':
      return Prisma.sql`${value} < ${end(filter.value)}`;
    case 'after':
      return Prisma.sql`${value} > ${end(filter.value)}`;
    case 'at_least':
      return Prisma.sql`${value} >= ${end(filter.value)}`;
    case 'at_most':
      return Prisma.sql`${value} <= ${end(filter.value)}`;
    case 'equals':
      return Prisma.sql`${value} = ${end(filter.value)}`;
    case 'contains':
    case 'is_empty':
      throw new Error(`${filter.operator} compares no values.`);
  }
}

function boundOf({ type }: CustomField, bound: string | number): Prisma.Sql {
  if (type === 'number' || type === 'money') return Prisma.sql`${Number(bound)}::float8`;
  if (type === 'date') return Prisma.sql`${String(bound)}::date`;
  return Prisma.sql`${indexedText(String(bound).trim())}`;
}
