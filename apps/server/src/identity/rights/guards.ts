import type { Permission } from '@muster/contract/identity/permissions';
import { mayGive } from '@muster/contract/identity/rights/covering';
import type { Right } from '@muster/contract/identity/rights/effective-rights';
import type { Actor } from '../../core/actor.ts';
import { hasPermission } from '../../core/actor.ts';
import type { TenantTransaction } from '../../core/database/index.ts';
import { forbidden, MusterError, notFound } from '../../core/errors.ts';
import { subjectOfUser } from './subjects.ts';

/** A role as the guards look at it. */
export interface GuardedRole {
  name: string;
  level: number;
  rights: readonly Right[];
}

/** Nobody touches what stands above themselves. */
export function assertLevel(actor: Actor, level: number, what: string): void {
  if (level > actor.level) {
    throw new MusterError('forbidden', `You cannot ${what}: its level is ${level} and yours is ${actor.level}.`, {
      action: 'Ask somebody whose role stands at least as high.',
    });
  }
}

/** Nobody gives what they lack: not the permission, not further, not under fewer conditions, not for longer. */
export function assertMayGive(actor: Actor, right: Right, expiresAt: string | null = null): void {
  const may = actor.rights ? mayGive(actor.rights, right, expiresAt) : hasPermission(actor, right.permission);
  if (may) return;
  throw new MusterError(
    'forbidden',
    `You cannot give ${right.permission} (${right.scope}): you do not hold it as far.`,
    {
      action: 'Give it with a narrower scope, or ask somebody who holds it.',
    },
  );
}

/** Giving a role, or adding somebody to what carries it, is giving all that it holds. */
export function assertMayGiveRole(actor: Actor, role: GuardedRole): void {
  assertLevel(actor, role.level, `give the role ${role.name}`);
  for (const right of role.rights) assertMayGive(actor, right);
}

/** The person, if the actor may do this to them. Throws `not_found` for who is not there or out of reach, `forbidden` for who stands above. */
export async function reachableUser(
  transaction: TenantTransaction,
  actor: Actor,
  permission: Permission,
  userId: string,
) {
  const user = await transaction.user.findFirst({
    where: { tenantId: actor.tenantId, id: userId, deletedAt: null },
    include: { alsoAt: { select: { locationId: true } }, roles: { select: { roleId: true } } },
  });
  if (!user || !hasPermission(actor, 'identity:user:read', subjectOfUser(user))) throw notFound('person');
  if (!hasPermission(actor, permission, subjectOfUser(user))) throw forbidden(`do this to ${user.name}`);
  return user;
}

/**
 * Serialises changes of rights within a tenant until the transaction ends: two administrators who take each other's
 * rights away at the same time must not both succeed, nor two moves of groups close a circle.
 */
export async function lockRights(transaction: TenantTransaction, tenantId: string): Promise<void> {
  await transaction.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`rights ${tenantId}`}, 0))::text`;
}

/** Refuses a change after which nobody could give rights any more. Runs after it, in its transaction. */
export async function assertAdministratorRemains(transaction: TenantTransaction, tenantId: string): Promise<void> {
  const [row] = await transaction.$queryRaw<{ remains: boolean }[]>`
    with recursive carrying as (
      select p.role_id from role_permission p where p.tenant_id = ${tenantId}::uuid
        and p.permission = 'identity:role:manage' and p.scope in ('tenant', 'all') and p.conditions = '[]'
    ), below as (
      select gr.group_id as id from group_role gr join carrying c on c.role_id = gr.role_id
      where gr.tenant_id = ${tenantId}::uuid
      union
      select g.id from below join user_group g on g.tenant_id = ${tenantId}::uuid and g.parent_id = below.id
    )
    select exists (
      select from "user" u where u.tenant_id = ${tenantId}::uuid and u.status = 'active' and u.deleted_at is null and (
        exists (select from user_role ur join carrying c on c.role_id = ur.role_id
          where ur.tenant_id = u.tenant_id and ur.user_id = u.id)
        or exists (select from group_member m join below b on b.id = m.group_id
          where m.tenant_id = u.tenant_id and m.user_id = u.id))
    ) as remains`;
  if (row?.remains) return;
  throw new MusterError('forbidden', 'After this nobody could manage roles any more: this is the last administrator.', {
    action: 'Make somebody else an administrator first.',
  });
}
