import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { NIL } from 'uuid';
import { type Prisma, poolOf, type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { log } from '../../core/log.ts';
import { publish } from '../../core/outbox.ts';
import { valuesOf } from './change-values.ts';
import { toDefinition } from './definitions.ts';
import { writeIndex } from './index-rows.ts';
import { ownerOf, tableOf } from './owners.ts';

/** Records of one transaction: for some milliseconds nobody changes values of their kind. */
const batch = 1000;

/**
 * Fills the index of fields that were marked when records had values already. The worker looks every second. A field
 * goes on where its last transaction ended, also in another process after this one was killed.
 */
export async function fillFieldIndexes(): Promise<void> {
  const { rows } = await poolOf('muster_relay').query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from custom_field where not index_ready order by tenant_id, id limit 20',
  );
  for (const { tenantId, id } of rows) {
    while (await withTenant({ tenantId }, (transaction) => fillBatch(transaction, tenantId, id)));
    log.info({ tenantId, fieldId: id }, 'the index of a custom field is filled');
  }
}

/** Indexes the next records of a field; whether there may be more. */
async function fillBatch(transaction: TenantTransaction, tenantId: string, fieldId: string): Promise<boolean> {
  // Two workers at once take turns. Commands hold the definition while they write values (definitionsForWriting), so
  // that no value changes between being read here and being indexed.
  await transaction.$queryRaw`select id from custom_field where tenant_id = ${tenantId}::uuid and id = ${fieldId}::uuid for update`;
  const row = await transaction.customField.findUnique({ where: { tenantId_id: { tenantId, id: fieldId } } });
  if (!row || row.indexReady) return false;
  const field = toDefinition(row);
  const records = await nextRecords(transaction, tenantId, field, row.indexCursor);
  const valued = records.map(({ id, customFields }) => ({ id, values: valuesOf(customFields) }));
  await writeIndex(transaction, tenantId, [field], valued);
  const isDone = records.length < batch;
  await transaction.customField.update({
    where: { tenantId_id: { tenantId, id: fieldId } },
    data: { indexReady: isDone, indexCursor: isDone ? null : (records.at(-1)?.id ?? null) },
  });
  if (isDone) {
    const event = { type: 'identity.custom_field.indexed', entity: 'identity.custom_field', ids: [fieldId] };
    await publish(transaction, { tenantId, userId: null }, event);
  }
  return !isDone;
}

function nextRecords(transaction: TenantTransaction, tenantId: string, { entity }: CustomField, after: string | null) {
  return transaction.$queryRaw<{ id: string; customFields: Prisma.JsonValue }[]>`
    select id::text as id, custom_fields as "customFields" from ${tableOf(ownerOf(entity))}
    where tenant_id = ${tenantId}::uuid and id > ${after ?? NIL}::uuid
    order by id limit ${batch}`;
}
