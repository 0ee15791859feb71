import type { CustomFieldValues } from '@muster/contract/identity/custom-fields/changes';
import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldValue } from '@muster/contract/identity/custom-fields/value';
import type { TenantTransaction } from '../../core/database/index.ts';

/** Characters of a text that the index holds; comparisons look at the whole text behind it. */
export const indexedLength = 100;

/** A record with its values. */
export interface ValuedRow {
  id: string;
  values: CustomFieldValues;
}

/** Writes the index rows of some records for some fields anew, in the transaction that changed them. */
export async function writeIndex(
  transaction: TenantTransaction,
  tenantId: string,
  fields: readonly CustomField[],
  rows: readonly ValuedRow[],
): Promise<void> {
  const indexed = fields.filter((field) => field.indexed);
  if (indexed.length === 0 || rows.length === 0) return;
  const fieldIds = indexed.map(({ id }) => id);
  const entityIds = rows.map(({ id }) => id);
  await transaction.$executeRaw`
    delete from custom_field_index where tenant_id = ${tenantId}::uuid
    and field_id = any(${fieldIds}::uuid[]) and entity_id = any(${entityIds}::uuid[])`;
  const entries = rows.flatMap(({ id, values }) => indexed.flatMap((field) => entriesOf(field, id, values[field.id])));
  if (entries.length > 0) await insert(transaction, tenantId, entries);
}

/** Removes the index rows of a record that is no more. */
export async function forgetRow(
  entity: string,
  transaction: TenantTransaction,
  tenantId: string,
  entityId: string,
): Promise<void> {
  await transaction.$executeRaw`
    delete from custom_field_index i using custom_field f
    where i.tenant_id = ${tenantId}::uuid and i.entity_id = ${entityId}::uuid
    and f.tenant_id = i.tenant_id and f.id = i.field_id and f.entity::text = ${entity}`;
}

/** As one document, so that hundreds of rows are one parameter. */
async function insert(transaction: TenantTransaction, tenantId: string, entries: readonly Entry[]): Promise<void> {
  await transaction.$executeRaw`
    insert into custom_field_index (tenant_id, field_id, entity_id, slot, text_value, number_value, date_value)
    select ${tenantId}::uuid, "fieldId", "entityId", slot, "textValue", "numberValue", "dateValue"
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as entry ("fieldId" uuid, "entityId" uuid, slot int,
      "textValue" text, "numberValue" float8, "dateValue" date)`;
}

interface Entry {
  fieldId: string;
  entityId: string;
  slot: number;
  textValue?: string;
  numberValue?: number;
  dateValue?: string;
}

function entriesOf(field: CustomField, entityId: string, value: CustomFieldValue | undefined): Entry[] {
  if (value === undefined) return [];
  const parts = Array.isArray(value) ? value : [value];
  return parts.map((part, slot) => ({ fieldId: field.id, entityId, slot, ...columnOf(field, part) }));
}

function columnOf({ type }: CustomField, part: Exclude<CustomFieldValue, string[]>) {
  if (typeof part === 'number') return { numberValue: part };
  if (typeof part === 'object') return { numberValue: part.amount };
  if (type === 'date') return { dateValue: part };
  return { textValue: indexedText(part) };
}

/** A text as the index holds it. */
export function indexedText(text: string): string {
  // Whole characters: half of a pair could not be stored.
  return [...text.toLowerCase()].slice(0, indexedLength).join('');
}
