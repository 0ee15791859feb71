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

/** How many levels a group has with all below it: 1 with none below, and for a group that does not exist yet. */
export async function heightOf(transaction: TenantTransaction, tenantId: string, groupId: string): Promise<number> {
  const [row] = await transaction.$queryRaw<{ height: number }[]>`
    with recursive below as (
      select id, 1 as height from user_group where tenant_id = ${tenantId}::uuid and id = ${groupId}::uuid
      union all
      select g.id, below.height + 1 from below
      join user_group g on g.tenant_id = ${tenantId}::uuid and g.parent_id = below.id
    )
    select coalesce(max(height), 1)::int as height from below`;
  return row?.height ?? 1;
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
