import type { groupChangeSchema, groupMembersSchema, newGroupSchema } from '@muster/contract/identity/groups';
import type { deletionSchema } from '@muster/contract/identity/role-inputs';
import type { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import type { TenantTransaction } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import { versionConflict } from '../../core/version-conflict.ts';
import { peopleInGroups } from './affected-people.ts';
import type { RightsCommand } from './change-rights.ts';
import { groupsAbove, heightOf, rolesOfGroups } from './group-tree.ts';
import { assertLevel, assertMayGiveRole, reachableUser } from './guards.ts';
import { rolesWithRights } from './role-rows.ts';

type NewGroup = z.output<typeof newGroupSchema>;
type GroupChange = z.output<typeof groupChangeSchema>;
type GroupMembers = z.output<typeof groupMembersSchema>;

/** Groups may be this deep; deeper ones nobody could follow. */
const deepest = 12;

/** Makes a group. Its roles, and those it inherits, must be the actor's to give. */
export function createGroup(actor: Actor, input: NewGroup): RightsCommand<{ id: string; version: number }> {
  return async (transaction) => {
    const { tenantId } = actor;
    const { id = newId(), name, description, parentId, roleIds, memberIds } = input;
    await assertNameIsFree(transaction, tenantId, id, name);
    if (await transaction.userGroup.count({ where: { tenantId, id } })) throw nameTaken(name);
    if (parentId) await assertMayStandBelow(transaction, actor, id, parentId);
    await assertMayGiveRoles(transaction, actor, roleIds);
    const data = { tenantId, id, name, description, parentId, createdById: actor.userId, updatedById: actor.userId };
    await transaction.userGroup.create({ data });
    await insertRoles(transaction, tenantId, id, roleIds);
    await recordAudit(transaction, actor, {
      ...auditOf('created', id, 1),
      after: { name, description, parentId, roleIds, memberIds },
    });
    await publishGroup(transaction, actor, 'created', id);
    const members = await addMembers(transaction, actor, id, memberIds);
    return { result: { id, version: 1 }, affected: members };
  };
}

/** Changes a group's name, roles or place in the tree. */
export function changeGroup(actor: Actor, input: GroupChange): RightsCommand<{ version: number }> {
  return async (transaction) => {
    const { tenantId } = actor;
    const before = await groupAt(transaction, actor, input);
    const { name = before.name, description = before.description, roleIds = before.roleIds } = input;
    const parentId = input.parentId === undefined ? before.parentId : input.parentId;
    await assertNameIsFree(transaction, tenantId, input.id, name);
    if (parentId !== before.parentId) await moveGroup(transaction, actor, input.id, before.parentId, parentId);
    if (input.roleIds) await replaceRoles(transaction, actor, input.id, before.roleIds, roleIds);
    const version = before.version + 1;
    await transaction.userGroup.update({
      where: { tenantId_id: { tenantId, id: input.id } },
      data: { name, description, parentId, version, updatedById: actor.userId },
    });
    const fields = ({
      roleIds: ids,
      ...rest
    }: Pick<typeof before, 'name' | 'description' | 'parentId' | 'roleIds'>) => ({
      ...rest,
      roleIds: [...ids].sort(),
    });
    await recordAudit(transaction, actor, {
      ...auditOf('changed', input.id, version),
      before: fields({ ...before }),
      after: fields({ name, description, parentId, roleIds }),
    });
    await publishGroup(transaction, actor, 'changed', input.id);
    return { result: { version }, affected: await peopleInGroups(transaction, tenantId, [input.id]) };
  };
}

/** Who left a group and who joined it; whoever was out or in before is in neither. */
interface ChangedMembers {
  left: string[];
  joined: string[];
}

/** Lets people join or leave a group. */
export function changeMembers(actor: Actor, { id, add, remove }: GroupMembers): RightsCommand<ChangedMembers> {
  return async (transaction) => {
    const group = await transaction.userGroup.findUnique({
      where: { tenantId_id: { tenantId: actor.tenantId, id } },
      include: { members: { select: { userId: true } } },
    });
    if (!group) throw notFound('group');
    const present = new Set(group.members.map(({ userId }) => userId));
    const left = await removeMembers(
      transaction,
      actor,
      group,
      remove.filter((userId) => present.has(userId)),
    );
    const joined = await addMembers(
      transaction,
      actor,
      id,
      add.filter((userId) => !present.has(userId)),
    );
    if (left.length + joined.length > 0) {
      await recordAudit(transaction, actor, {
        ...auditOf('members_changed', id, group.version),
        before: { members: left },
        after: { members: joined },
      });
      await publishGroup(transaction, actor, 'members_changed', id);
    }
    return { result: { left, joined }, affected: [...left, ...joined] };
  };
}

/** Deletes a group without groups below it; its members lose what it gave them. Answers who they were. */
export function deleteGroup(
  actor: Actor,
  input: z.output<typeof deletionSchema>,
): RightsCommand<{ memberIds: string[] }> {
  return async (transaction) => {
    const { tenantId } = actor;
    const before = await groupAt(transaction, actor, input);
    if ((await transaction.userGroup.count({ where: { tenantId, parentId: input.id } })) > 0) {
      throw new MusterError('invalid_input', `There are groups below ${before.name}.`, {
        action: 'Move or delete them first.',
      });
    }
    await assertMayTakeRoles(transaction, actor, await inheritedRoles(transaction, tenantId, input.id));
    const affected = await peopleInGroups(transaction, tenantId, [input.id]);
    await transaction.userGroup.delete({ where: { tenantId_id: { tenantId, id: input.id } } });
    const { name, description, parentId, roleIds } = before;
    await recordAudit(transaction, actor, {
      ...auditOf('deleted', input.id, before.version + 1),
      before: { name, description, parentId, roleIds, memberIds: affected },
    });
    await publishGroup(transaction, actor, 'deleted', input.id);
    return { result: { memberIds: affected }, affected };
  };
}

async function groupAt(transaction: TenantTransaction, actor: Actor, { id, version }: { id: string; version: number }) {
  const { tenantId } = actor;
  const group = await transaction.userGroup.findUnique({
    where: { tenantId_id: { tenantId, id } },
    include: { roles: { select: { roleId: true } } },
  });
  if (!group) throw notFound('group');
  if (group.version !== version) {
    throw await versionConflict(transaction, 'identity.group', id, { known: version, current: group.version });
  }
  return { ...group, roleIds: group.roles.map(({ roleId }) => roleId) };
}

async function moveGroup(
  transaction: TenantTransaction,
  actor: Actor,
  id: string,
  from: string | null,
  to: string | null,
): Promise<void> {
  if (from) await assertMayTakeRoles(transaction, actor, await inheritedRoles(transaction, actor.tenantId, from));
  if (to) await assertMayStandBelow(transaction, actor, id, to);
}

/** A group gives its members what stands above it, so hanging it there is giving that. */
async function assertMayStandBelow(transaction: TenantTransaction, actor: Actor, id: string, parentId: string) {
  const above = await groupsAbove(transaction, actor.tenantId, parentId);
  if (above.length === 0) throw notFound('group');
  if (above.includes(id)) {
    throw new MusterError('invalid_input', 'A group cannot stand below itself.', { action: 'Choose another group.' });
  }
  if (above.length + (await heightOf(transaction, actor.tenantId, id)) > deepest) {
    throw new MusterError('invalid_input', `Groups can be ${deepest} deep.`, { action: 'Choose a higher group.' });
  }
  await assertMayGiveRoles(transaction, actor, await rolesOfGroups(transaction, actor.tenantId, above));
}

async function replaceRoles(
  transaction: TenantTransaction,
  actor: Actor,
  groupId: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const { tenantId } = actor;
  await assertMayTakeRoles(
    transaction,
    actor,
    before.filter((roleId) => !after.includes(roleId)),
  );
  await assertMayGiveRoles(
    transaction,
    actor,
    after.filter((roleId) => !before.includes(roleId)),
  );
  await transaction.groupRole.deleteMany({ where: { tenantId, groupId } });
  await insertRoles(transaction, tenantId, groupId, after);
}

async function insertRoles(transaction: TenantTransaction, tenantId: string, groupId: string, ids: readonly string[]) {
  await transaction.groupRole.createMany({ data: [...new Set(ids)].map((roleId) => ({ tenantId, groupId, roleId })) });
}

async function addMembers(transaction: TenantTransaction, actor: Actor, groupId: string, userIds: readonly string[]) {
  const { tenantId } = actor;
  if (userIds.length === 0) return [];
  await assertMayGiveRoles(transaction, actor, await inheritedRoles(transaction, tenantId, groupId));
  const joining = [...new Set(userIds)];
  for (const userId of joining) await reachableUser(transaction, actor, 'identity:group:manage', userId);
  await transaction.groupMember.createMany({ data: joining.map((userId) => ({ tenantId, groupId, userId })) });
  return joining;
}

async function removeMembers(
  transaction: TenantTransaction,
  actor: Actor,
  { id, tenantId }: { id: string; tenantId: string },
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  await assertMayTakeRoles(transaction, actor, await inheritedRoles(transaction, tenantId, id));
  for (const userId of userIds) await reachableUser(transaction, actor, 'identity:group:manage', userId);
  await transaction.groupMember.deleteMany({ where: { tenantId, groupId: id, userId: { in: [...userIds] } } });
  return [...userIds];
}

/** Everything that being in a group gives: its own roles, and those of every group above it. */
async function inheritedRoles(transaction: TenantTransaction, tenantId: string, groupId: string): Promise<string[]> {
  return rolesOfGroups(transaction, tenantId, await groupsAbove(transaction, tenantId, groupId));
}

async function assertMayGiveRoles(transaction: TenantTransaction, actor: Actor, roleIds: readonly string[]) {
  const roles = await rolesWithRights(transaction, actor.tenantId, roleIds);
  if (roleIds.some((id) => !roles.has(id))) throw notFound('role');
  for (const role of roles.values()) assertMayGiveRole(actor, role);
}

async function assertMayTakeRoles(transaction: TenantTransaction, actor: Actor, roleIds: readonly string[]) {
  for (const role of (await rolesWithRights(transaction, actor.tenantId, roleIds)).values()) {
    assertLevel(actor, role.level, `take the role ${role.name}`);
  }
}

async function assertNameIsFree(transaction: TenantTransaction, tenantId: string, id: string, name: string) {
  const same = { tenantId, name: { equals: name, mode: 'insensitive' as const }, id: { not: id } };
  if ((await transaction.userGroup.count({ where: same })) > 0) throw nameTaken(name);
}

function nameTaken(name: string): MusterError {
  return new MusterError('invalid_input', `There is a group called ${name} already.`, {
    action: 'Choose another name.',
  });
}

function auditOf(verb: string, entityId: string, version: number) {
  return { action: `identity.group.${verb}`, entity: 'identity.group', entityId, version };
}

function publishGroup(transaction: TenantTransaction, actor: Actor, verb: string, id: string): Promise<void> {
  return publish(transaction, actor, { type: `identity.group.${verb}`, entity: 'identity.group', ids: [id] });
}
