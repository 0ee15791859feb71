import type { TenantTransaction } from '../../core/database/index.ts';

/** A group and all above it, itself first; none when it does not exist. */
export async function groupsAbove(
  transaction: TenantTransaction,
  tenantId: string,
  groupId: string,
): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    with recursive above as (
      select id, parent_id, 0 as height from user_group where tenant_id = ${tenantId}::uuid and id = ${groupId}::uuid
      union all
      select g.id, g.parent_id, above.height + 1 from above
      join user_group g on g.tenant_id = ${tenantId}::uuid and g.id = above.parent_id
    )
    select id from above order by height`;
  return rows.map(({ id }) => id);
}

/** The roles that these groups carry themselves. */
export async function rolesOfGroups(
  transaction: TenantTransaction,
  tenantId: string,
  groupIds: readonly string[],
): Promise<string[]> {
  const where = { tenantId, groupId: { in: [...groupIds] } };
  const rows = await transaction.groupRole.findMany({ where, select: { roleId: true } });
  return [...new Set(rows.map(({ roleId }) => roleId))];
}
