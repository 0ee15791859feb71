import { isPermission } from '@muster/contract/identity/permissions';
import type { Condition } from '@muster/contract/identity/rights/condition';
import type { Right } from '@muster/contract/identity/rights/effective-rights';
import type { Scope } from '@muster/contract/identity/rights/scope';
import type { TenantTransaction } from '../../core/database/index.ts';
import type { GuardedRole } from './guards.ts';

interface RightRow {
  permission: string;
  scope: Scope;
  conditions: unknown;
}

/** A right as it is kept; none for a permission that this version of the product does not know. Conditions were checked before they were kept. */
export function toRight({ permission, scope, conditions }: RightRow): Right[] {
  return isPermission(permission) ? [{ permission, scope, conditions: conditions as Condition[] }] : [];
}

/** Roles with what they hold, by id; ids that do not exist are missing. */
export async function rolesWithRights(
  transaction: TenantTransaction,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, GuardedRole>> {
  const roles = await transaction.role.findMany({
    where: { tenantId, id: { in: [...new Set(ids)] } },
    include: { permissions: true },
  });
  return new Map(
    roles.map(({ id, name, level, permissions }) => [id, { name, level, rights: permissions.flatMap(toRight) }]),
  );
}
