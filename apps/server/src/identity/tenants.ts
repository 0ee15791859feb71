import { defaultRoles, rightsOfRole } from '@muster/contract/identity/roles';
import { systemActor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import { type TenantTransaction, withTenant } from '../core/database/index.ts';
import { newId } from '../core/identifiers.ts';

/** A company as it is founded. */
export interface NewTenant {
  id?: string;
  name: string;
  industry?: string;
  franchise?: boolean;
  /** ISO 4217. */
  defaultCurrency?: string;
}

/** Founds a company with the default roles; gives back its id and the roles' ids by their key. */
export async function createTenant(input: NewTenant): Promise<{ id: string; roleIds: Map<string, string> }> {
  const { id = newId(), ...fields } = input;
  const actor = systemActor(id);
  const roleIds = await withTenant(actor, async (transaction) => {
    await transaction.tenant.create({ data: { id, ...fields } });
    await recordAudit(transaction, actor, {
      action: 'identity.tenant.created',
      entity: 'identity.tenant',
      entityId: id,
      version: 1,
      after: fields,
    });
    return createDefaultRoles(transaction, id);
  });
  return { id, roleIds };
}

async function createDefaultRoles(transaction: TenantTransaction, tenantId: string): Promise<Map<string, string>> {
  const roles = defaultRoles.map((definition) => ({ ...definition, id: newId() }));
  await transaction.role.createMany({
    data: roles.map(({ id, key, name, level }) => ({ tenantId, id, key, name, level })),
  });
  await transaction.rolePermission.createMany({
    data: roles.flatMap((role) => rightsOfRole(role).map((right) => ({ tenantId, roleId: role.id, ...right }))),
  });
  return new Map(roles.map(({ key, id }) => [key, id]));
}
