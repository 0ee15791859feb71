import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { UserActor } from '../../core/actor.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';

/** The fields that the actor sees as columns of a list; null until they chose. */
export async function chosenColumns(
  { tenantId, userId }: UserActor,
  list: CustomFieldEntity,
): Promise<string[] | null> {
  const where = { tenantId_userId_list: { tenantId, userId, list } };
  return (await readTenant({ tenantId }).listColumns.findUnique({ where }))?.columns ?? null;
}

/** Keeps the choice, for every device of the actor. Their own taste is nobody's to audit. */
export function chooseColumns(
  { tenantId, userId }: UserActor,
  { list, columns }: { list: CustomFieldEntity; columns: string[] },
): Promise<void> {
  return withTenant({ tenantId }, async (transaction) => {
    const where = { tenantId_userId_list: { tenantId, userId, list } };
    await transaction.listColumns.upsert({ where, create: { tenantId, userId, list, columns }, update: { columns } });
  });
}
