import { isPermission } from '@muster/contract/identity/permissions';
import type { Condition } from '@muster/contract/identity/rights/condition';
import type { EffectiveRights, Holding, Via } from '@muster/contract/identity/rights/effective-rights';
import type { Scope } from '@muster/contract/identity/rights/scope';
import type { TenantTransaction } from '../../core/database/index.ts';

interface ResolvedRow {
  level: number;
  home: string | null;
  locations: string[];
  /** The ways to roles, the highest role first. */
  ways: { role: string; via: Via[] }[];
  /** What each of those roles holds, by its id. */
  rights: Record<string, HeldRight[]>;
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
    ), ways as (
      select role.id, role.level, jsonb_build_object('role', role.id, 'via',
        held.path || jsonb_build_object('kind', 'role', 'id', role.id, 'name', role.name, 'level', role.level)) as way
      from held join role on role.tenant_id = ${tenantId}::uuid and role.id = held.role_id
    ), rights as (
      select p.role_id, jsonb_agg(jsonb_build_object(
        'permission', p.permission, 'scope', p.scope, 'conditions', p.conditions)) as rights
      from role_permission p
      where p.tenant_id = ${tenantId}::uuid and p.role_id in (select id from ways) group by p.role_id
    )
    select jsonb_build_object(
      'level', (select coalesce(max(level), 0) from ways),
      'home', u.location_id,
      'locations', (
        select coalesce(jsonb_agg(l.location_id), '[]') from user_location l
        where l.tenant_id = u.tenant_id and l.user_id = u.id),
      'ways', (select coalesce(jsonb_agg(way order by level desc), '[]') from ways),
      'rights', (select coalesce(jsonb_object_agg(role_id, rights), '{}') from rights),
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
    const held = holdings[permission] ?? [];
    held.push({ scope, conditions, expiresAt, via });
    holdings[permission] = held;
  };
  for (const { role, via } of row.ways) {
    for (const right of row.rights[role] ?? []) hold(right, null, via);
  }
  for (const { id, reason, grantedBy, expiresAt, ...right } of row.grants) {
    hold(right, expiresAt, [{ kind: 'grant', id, reason, grantedBy }]);
  }
  const locationIds = [...new Set([...(row.home ? [row.home] : []), ...row.locations])];
  return { tenantId, userId, level: row.level, homeLocationId: row.home, locationIds, holdings };
}
