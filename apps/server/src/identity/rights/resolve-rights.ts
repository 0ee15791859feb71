import { isPermission } from '@muster/contract/identity/permissions';
import type { Condition } from '@muster/contract/identity/rights/condition';
import type { EffectiveRights, Holding, Via } from '@muster/contract/identity/rights/effective-rights';
import type { Scope } from '@muster/contract/identity/rights/scope';
import type { TenantTransaction } from '../../core/database/index.ts';

interface ResolvedRow {
  level: number;
  home: string | null;
  locations: string[];
  /** Roles with the ways to them, and the rights they hold. */
  roles: { via: Via[]; rights: HeldRight[] }[];
  grants: (HeldRight & { id: string; reason: string; expiresAt: string | null; grantedBy: string | null })[];
}

interface HeldRight {
  permission: string;
  scope: Scope;
  conditions: Condition[];
}

/**
 * Everything a person may do, in one query: their roles, those of their groups and of every group above them, and
 * their grants. Null when there is no such person. Deleted and deactivated people resolve like others: whether they
 * may act at all is for sign-in to say.
 */
export async function resolveRights(
  transaction: TenantTransaction,
  tenantId: string,
  userId: string,
): Promise<EffectiveRights | null> {
  const rows = await transaction.$queryRaw<{ resolved: ResolvedRow }[]>`
    with recursive above as (
      select g.id, g.parent_id, jsonb_build_array(jsonb_build_object('kind', 'group', 'id', g.id, 'name', g.name)) as path
      from group_member m join user_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
      where m.tenant_id = ${tenantId}::uuid and m.user_id = ${userId}::uuid
      union all
      select g.id, g.parent_id, above.path || jsonb_build_object('kind', 'group', 'id', g.id, 'name', g.name)
      from above join user_group g on g.tenant_id = ${tenantId}::uuid and g.id = above.parent_id
    ), held as (
      select ur.role_id, '[]'::jsonb as path from user_role ur
      where ur.tenant_id = ${tenantId}::uuid and ur.user_id = ${userId}::uuid
      union all
      select gr.role_id, above.path from above
      join group_role gr on gr.tenant_id = ${tenantId}::uuid and gr.group_id = above.id
    ), roles as (
      select role.level, jsonb_build_object(
        'via', held.path || jsonb_build_object('kind', 'role', 'id', role.id, 'name', role.name, 'level', role.level),
        'rights', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'permission', p.permission, 'scope', p.scope, 'conditions', p.conditions)), '[]')
          from role_permission p where p.tenant_id = role.tenant_id and p.role_id = role.id)) as role
      from held join role on role.tenant_id = ${tenantId}::uuid and role.id = held.role_id
    )
    select jsonb_build_object(
      'level', (select coalesce(max(level), 0) from roles),
      'home', u.location_id,
      'locations', (
        select coalesce(jsonb_agg(l.location_id), '[]') from user_location l
        where l.tenant_id = u.tenant_id and l.user_id = u.id),
      'roles', (select coalesce(jsonb_agg(role order by level desc), '[]') from roles),
      'grants', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', g.id, 'permission', g.permission, 'scope', g.scope, 'conditions', g.conditions, 'reason', g.reason,
          'expiresAt', to_char(g.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'grantedBy', giver.name) order by g.id), '[]')
        from user_grant g left join "user" giver on giver.tenant_id = g.tenant_id and giver.id = g.created_by_id
        where g.tenant_id = u.tenant_id and g.user_id = u.id and g.revoked_at is null
          and (g.expires_at is null or g.expires_at > now()))
    ) as resolved
    from "user" u where u.tenant_id = ${tenantId}::uuid and u.id = ${userId}::uuid`;
  const resolved = rows[0]?.resolved;
  return resolved ? toRights(tenantId, userId, resolved) : null;
}

function toRights(tenantId: string, userId: string, row: ResolvedRow): EffectiveRights {
  const holdings: Record<string, Holding[]> = {};
  const hold = ({ permission, scope, conditions }: HeldRight, expiresAt: string | null, via: Via[]) => {
    // A permission that this version of the product does not know any more gives nothing.
    if (!isPermission(permission)) return;
    holdings[permission] = [...(holdings[permission] ?? []), { scope, conditions, expiresAt, via }];
  };
  for (const { via, rights } of row.roles) {
    for (const right of rights) hold(right, null, via);
  }
  for (const { id, reason, grantedBy, expiresAt, ...right } of row.grants) {
    hold(right, expiresAt, [{ kind: 'grant', id, reason, grantedBy }]);
  }
  const locationIds = [...new Set([...(row.home ? [row.home] : []), ...row.locations])];
  return { tenantId, userId, level: row.level, homeLocationId: row.home, locationIds, holdings };
}
