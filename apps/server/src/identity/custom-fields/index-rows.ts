import type { CustomFieldValues } from '@muster/contract/identity/custom-fields/changes';
import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldValue } from '@muster/contract/identity/custom-fields/value';
import type { Prisma, TenantTransaction } from '../../core/database/index.ts';

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
  const fieldId = { in: indexed.map(({ id }) => id) };
  await transaction.customFieldIndex.deleteMany({
    where: { tenantId, fieldId, entityId: { in: rows.map(({ id }) => id) } },
  });
  const entries = rows.flatMap(({ id, values }) => indexed.flatMap((field) => entriesOf(field, id, values[field.id])));
  const data = entries.map((entry) => ({ tenantId, ...entry }));
  if (data.length > 0) await transaction.customFieldIndex.createMany({ data });
}

type Entry = Omit<Prisma.CustomFieldIndexCreateManyInput, 'tenantId'>;

function entriesOf(field: CustomField, entityId: string, value: CustomFieldValue | undefined): Entry[] {
  if (value === undefined) return [];
  const parts = Array.isArray(value) ? value : [value];
  return parts.map((part, slot) => ({ fieldId: field.id, entityId, slot, ...columnOf(field, part) }));
}

function columnOf({ type }: CustomField, part: Exclude<CustomFieldValue, string[]>) {
  if (typeof part === 'number') return { numberValue: part };
  if (typeof part === 'object') return { numberValue: part.amount };
  if (type === 'date') return { dateValue: new Date(`${part}T00:00:00Z`) };
  return { textValue: indexedText(part) };
}

/** A text as the index holds it. */
export function indexedText(text: string): string {
  // Whole characters: half of a pair could not be stored.
  return [...text.toLowerCase()].slice(0, indexedLength).join('');
}
