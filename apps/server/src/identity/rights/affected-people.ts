import type { TenantTransaction } from '../../core/database/index.ts';

/** Everybody who is in one of these groups or in a group below them. */
export async function peopleInGroups(
  transaction: TenantTransaction,
  tenantId: string,
  groupIds: readonly string[],
): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    with recursive below as (
      select id from user_group where tenant_id = ${tenantId}::uuid and id = any(${groupIds}::uuid[])
      union
      select g.id from below join user_group g on g.tenant_id = ${tenantId}::uuid and g.parent_id = below.id
    )
    select distinct m.user_id as id from group_member m join below on below.id = m.group_id
    where m.tenant_id = ${tenantId}::uuid`;
  return rows.map(({ id }) => id);
}

/** Everybody who holds a role, themselves or through a group. */
export async function peopleWithRole(
  transaction: TenantTransaction,
  tenantId: string,
  roleId: string,
): Promise<string[]> {
  const [direct, groups] = [
    await transaction.userRole.findMany({ where: { tenantId, roleId }, select: { userId: true } }),
    await transaction.groupRole.findMany({ where: { tenantId, roleId }, select: { groupId: true } }),
  ];
  const inGroups = await peopleInGroups(
    transaction,
    tenantId,
    groups.map(({ groupId }) => groupId),
  );
  return [...new Set([...direct.map(({ userId }) => userId), ...inGroups])];
}
