import { covers } from '@muster/contract/identity/rights/covering';
import type { Right } from '@muster/contract/identity/rights/effective-rights';
import type {
  deletionSchema,
  newRoleSchema,
  roleChangeSchema,
  userRolesSchema,
} from '@muster/contract/identity/role-inputs';
import type { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { changeWithin, type Prisma, type TenantTransaction } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import { versionConflict } from '../../core/version-conflict.ts';
import { peopleWithRole } from './affected-people.ts';
import type { Changed, RightsCommand } from './change-rights.ts';
import { assertLevel, assertMayGive, assertMayGiveRole, reachableUser } from './guards.ts';
import { rolesWithRights, toRight } from './role-rows.ts';

type NewRole = z.output<typeof newRoleSchema>;
type RoleChange = z.output<typeof roleChangeSchema>;

/** Makes a role. Nobody makes one above themselves, or with rights that they lack. */
export function createRole(actor: Actor, input: NewRole): RightsCommand<{ id: string; version: number }> {
  return async (transaction) => {
    const { tenantId } = actor;
    const { id = newId(), name, level, rights } = input;
    assertMayGiveRole(actor, input);
    await assertNameIsFree(transaction, tenantId, id, name);
    if (await transaction.role.count({ where: { tenantId, id } })) throw nameTaken(name);
    await transaction.role.create({ data: { tenantId, id, key: id, name, level } });
    await insertRights(transaction, tenantId, id, rights);
    const after = { name, level, rights: describe(rights) };
    await recordAudit(transaction, actor, { ...auditOf('created', id, 1), after });
    await publish(transaction, actor, { type: 'identity.role.created', entity: 'identity.role', ids: [id] });
    return { result: { id, version: 1 }, affected: [] };
  };
}

/** Changes a role. What it held already stays allowed to it, whether or not the actor holds it; what is added is not. */
export function changeRole(actor: Actor, input: RoleChange): RightsCommand<{ version: number }> {
  return async (transaction) => {
    const { tenantId } = actor;
    const before = await roleAt(transaction, actor, input);
    const { name = before.name, level = before.level, rights = before.rights } = input;
    assertLevel(actor, level, `raise the role ${before.name} to this level`);
    for (const right of added(before.rights, rights)) assertMayGive(actor, right);
    await assertNameIsFree(transaction, tenantId, input.id, name);
    const version = before.version + 1;
    await transaction.role.update({
      where: { tenantId_id: { tenantId, id: input.id } },
      data: { name, level, version },
    });
    if (input.rights) {
      await transaction.rolePermission.deleteMany({ where: { tenantId, roleId: input.id } });
      await insertRights(transaction, tenantId, input.id, rights);
    }
    await recordAudit(transaction, actor, {
      ...auditOf('changed', input.id, version),
      before: { name: before.name, level: before.level, rights: describe(before.rights) },
      after: { name, level, rights: describe(rights) },
    });
    await publish(transaction, actor, { type: 'identity.role.changed', entity: 'identity.role', ids: [input.id] });
    return { result: { version }, affected: await peopleWithRole(transaction, tenantId, input.id) };
  };
}

/** Deletes a role that nobody holds any more, so that nobody loses rights by it unawares. */
export function deleteRole(actor: Actor, input: z.output<typeof deletionSchema>): RightsCommand<void> {
  return async (transaction) => {
    const { tenantId } = actor;
    const before = await roleAt(transaction, actor, input);
    const holders = {
      people: await transaction.userRole.count({ where: { tenantId, roleId: input.id } }),
      groups: await transaction.groupRole.count({ where: { tenantId, roleId: input.id } }),
    };
    if (holders.people + holders.groups > 0) throw stillHeld(before.name, holders);
    await transaction.role.delete({ where: { tenantId_id: { tenantId, id: input.id } } });
    await recordAudit(transaction, actor, {
      ...auditOf('deleted', input.id, before.version + 1),
      before: { name: before.name, level: before.level, rights: describe(before.rights) },
    });
    await publish(transaction, actor, { type: 'identity.role.deleted', entity: 'identity.role', ids: [input.id] });
    return { result: undefined, affected: [] };
  };
}

/** Sets the roles that a person holds themselves. Roles that stand above the actor can be neither given nor taken. */
export function setUserRoles(
  actor: Actor,
  input: z.output<typeof userRolesSchema>,
): RightsCommand<{ version: number }> {
  return async (transaction): Promise<Changed<{ version: number }>> => {
    const { tenantId } = actor;
    const user = await reachableUser(transaction, actor, 'identity:grant:manage', input.userId);
    if (user.version !== input.version) {
      const versions = { known: input.version, current: user.version };
      throw await versionConflict(transaction, 'identity.user', user.id, versions);
    }
    const held = user.roles.map(({ roleId }) => roleId);
    const roles = await rolesWithRights(transaction, tenantId, [...held, ...input.roleIds]);
    if (input.roleIds.some((id) => !roles.has(id))) throw notFound('role');
    for (const [id, role] of roles) {
      if (held.includes(id) && !input.roleIds.includes(id))
        assertLevel(actor, role.level, `take the role ${role.name}`);
      if (!held.includes(id)) assertMayGiveRole(actor, role);
    }
    await transaction.userRole.deleteMany({ where: { tenantId, userId: user.id } });
    const wanted = [...new Set(input.roleIds)];
    await transaction.userRole.createMany({ data: wanted.map((roleId) => ({ tenantId, userId: user.id, roleId })) });
    const version = user.version + 1;
    await changeWithin(transaction, actor, () =>
      transaction.user.update({
        where: { tenantId_id: { tenantId, id: user.id } },
        data: { version, updatedById: actor.userId },
      }),
    );
    const names = (ids: readonly string[]) => ids.map((id) => roles.get(id)?.name ?? id).sort();
    await recordAudit(transaction, actor, {
      action: 'identity.user.roles_set',
      entity: 'identity.user',
      entityId: user.id,
      version,
      before: { roles: names(held) },
      after: { roles: names(wanted) },
    });
    return { result: { version }, affected: [user.id] };
  };
}

async function roleAt(transaction: TenantTransaction, actor: Actor, { id, version }: { id: string; version: number }) {
  const role = await transaction.role.findUnique({
    where: { tenantId_id: { tenantId: actor.tenantId, id } },
    include: { permissions: true },
  });
  if (!role) throw notFound('role');
  assertLevel(actor, role.level, `change the role ${role.name}`);
  if (role.version !== version) {
    throw await versionConflict(transaction, 'identity.role', id, { known: version, current: role.version });
  }
  return { ...role, rights: role.permissions.flatMap(toRight) };
}

/** The rights that a role did not hold before, or not as far. Narrowing takes nothing that the actor must hold. */
function added(before: readonly Right[], after: readonly Right[]): Right[] {
  const held = (right: Right) => before.some((old) => old.permission === right.permission && reaches(old, right));
  return after.filter((right) => !held(right));
}

function reaches(old: Right, right: Right): boolean {
  return covers({ ...old, expiresAt: null }, { ...right, expiresAt: null });
}

function insertRights(transaction: TenantTransaction, tenantId: string, roleId: string, rights: readonly Right[]) {
  return transaction.rolePermission.createMany({ data: rights.map((right) => ({ tenantId, roleId, ...right })) });
}

/** Rights as an audit entry shows them: `work:board:read (location, kind is team)`. */
export function describe(rights: readonly Right[]): string[] {
  return rights
    .map(({ permission, scope, conditions }) => {
      const demands = conditions.map(({ field, operator, value }) => `${field} ${operator} ${JSON.stringify(value)}`);
      return `${permission} (${[scope, ...demands].join(', ')})`;
    })
    .sort();
}

function auditOf(verb: string, entityId: string, version: number) {
  return { action: `identity.role.${verb}`, entity: 'identity.role', entityId, version };
}

async function assertNameIsFree(transaction: TenantTransaction, tenantId: string, id: string, name: string) {
  const where: Prisma.RoleWhereInput = { tenantId, name: { equals: name, mode: 'insensitive' }, id: { not: id } };
  if ((await transaction.role.count({ where })) > 0) throw nameTaken(name);
}

function nameTaken(name: string): MusterError {
  return new MusterError('invalid_input', `There is a role called ${name} already.`, {
    action: 'Choose another name.',
  });
}

function stillHeld(name: string, { people, groups }: { people: number; groups: number }): MusterError {
  return new MusterError('invalid_input', `The role ${name} is still held by ${people} people and ${groups} groups.`, {
    action: 'Take it from them first, so that nobody loses rights unawares.',
  });
}
