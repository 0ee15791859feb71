import type { CustomField, CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import { customFieldEntities } from '@muster/contract/identity/custom-fields/definition';
import { typedSettingsSchema } from '@muster/contract/identity/custom-fields/settings';
import { type Prisma, readTenant, type TenantTransaction } from '../../core/database/index.ts';

type DefinitionRow = Prisma.CustomFieldGetPayload<object>;

/** A definition as the contract has it. */
export function toDefinition(row: DefinitionRow): CustomField {
  const { type, settings, archivedAt, id, key, label, help, required, indexed, indexReady, position, version } = row;
  return {
    ...{ id, key, label, help, required, indexed, indexReady, position, version },
    ...typedSettingsSchema.parse({ type, settings }),
    entity: customFieldEntities.find((entity) => entity === row.entity) ?? 'user',
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}

/** All fields of a kind of record, archived ones included, in the order of forms. */
export async function definitionsOf(tenantId: string, entity: CustomFieldEntity): Promise<CustomField[]> {
  return read(readTenant({ tenantId }), tenantId, entity);
}

/**
 * The same for a command that writes values. Until it ends no definition changes, so that a value is never written by
 * rules, or past an index, of which the definition knows no more.
 */
export async function definitionsForWriting(
  transaction: TenantTransaction,
  tenantId: string,
  entity: CustomFieldEntity,
): Promise<CustomField[]> {
  await transaction.$queryRaw`
    select id from custom_field where tenant_id = ${tenantId}::uuid and entity = ${entity} order by id for share`;
  return read(transaction, tenantId, entity);
}

async function read(transaction: TenantTransaction, tenantId: string, entity: string): Promise<CustomField[]> {
  const rows = await transaction.customField.findMany({
    where: { tenantId, entity },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toDefinition);
}
