import type { GrantSummary } from '@muster/contract/identity/grants';
import type { GroupSummary, groupMembersPageSchema } from '@muster/contract/identity/groups';
import type { Condition } from '@muster/contract/identity/rights/condition';
import type { RoleSummary } from '@muster/contract/identity/role-inputs';
import type { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { readTenant } from '../../core/database/index.ts';
import { notFound } from '../../core/errors.ts';
import { toPage } from '../../core/page.ts';
import { reachableUser } from './guards.ts';
import { toRight } from './role-rows.ts';

/** All roles of the company, the highest first; there are few enough to show at once. */
export async function listRoles(actor: UserActor): Promise<RoleSummary[]> {
  const rows = await readTenant(actor).role.findMany({
    where: { tenantId: actor.tenantId },
    include: { permissions: true, _count: { select: { users: true, groups: true } } },
    orderBy: [{ level: 'desc' }, { name: 'asc' }],
  });
  return rows.map(({ id, key, name, level, version, permissions, _count }) => ({
    ...{ id, key, name, level, version },
    rights: permissions.flatMap(toRight),
    users: _count.users,
    groups: _count.groups,
  }));
}

/** All groups of the company, by name. */
export async function listGroups(actor: UserActor): Promise<GroupSummary[]> {
  const rows = await readTenant(actor).userGroup.findMany({
    where: { tenantId: actor.tenantId },
    include: {
      roles: { include: { role: { select: { id: true, name: true, level: true } } } },
      _count: { select: { members: true } },
    },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ id, parentId, name, description, version, roles, _count }) => ({
    ...{ id, parentId, name, description, version },
    roles: roles.map(({ role }) => role).sort((one, other) => other.level - one.level),
    members: _count.members,
  }));
}

/** A group's own members by name, or with `outside` everybody else; of those whom the actor may see. */
export async function listGroupMembers(
  actor: UserActor,
  { id, outside, search, cursor, limit }: z.output<typeof groupMembersPageSchema>,
) {
  const { tenantId } = actor;
  const reader = readTenant(actor);
  if ((await reader.userGroup.count({ where: { tenantId, id } })) === 0) throw notFound('group');
  const rows = await reader.user.findMany({
    where: {
      ...{ tenantId, deletedAt: null, groups: { [outside ? 'none' : 'some']: { groupId: id } } },
      ...(search && { OR: ['name', 'email'].map((field) => ({ [field]: { contains: search, mode: 'insensitive' } })) }),
    },
    select: { id: true, name: true, color: true, status: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor && { cursor: { tenantId_id: { tenantId, id: cursor } }, skip: 1 }),
  });
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => row,
  );
}

/** A person's grants that are in force, the newest first. */
export async function listGrants(actor: UserActor, userId: string): Promise<GrantSummary[]> {
  await reachableUser(readTenant(actor), actor, 'identity:role:read', userId);
  const { tenantId } = actor;
  const rows = await readTenant(actor).userGrant.findMany({
    where: { tenantId, userId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    orderBy: { id: 'desc' },
  });
  const givers = await readTenant({ tenantId }).user.findMany({
    where: { tenantId, id: { in: rows.flatMap(({ createdById }) => createdById ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(givers.map(({ id, name }) => [id, name]));
  return rows.map(({ id, permission, scope, conditions, reason, expiresAt, createdAt, createdById }) => ({
    ...{ id, userId, permission, scope, reason },
    conditions: conditions as Condition[],
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    grantedBy: names.get(createdById ?? '') ?? null,
  }));
}
