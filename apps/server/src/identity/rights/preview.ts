import type { RightsChange, RightsDifference, RightsPreview } from '@muster/contract/identity/grants';
import { isPermission, type Permission } from '@muster/contract/identity/permissions';
import { reachOf } from '@muster/contract/identity/rights/covering';
import type { EffectiveRights } from '@muster/contract/identity/rights/effective-rights';
import { hasPermission, type UserActor } from '../../core/actor.ts';
import { type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { forbidden } from '../../core/errors.ts';
import { type RightsCommand, runGuarded } from './change-rights.ts';
import { grant, revokeGrant } from './grant-commands.ts';
import { changeGroup, changeMembers } from './group-commands.ts';
import { resolveRights } from './resolve-rights.ts';
import { changeRole, setUserRoles } from './role-commands.ts';

/** Trying a change takes what making it takes. */
const needed: Record<RightsChange['kind'], Permission> = {
  set_user_roles: 'identity:grant:manage',
  change_role: 'identity:role:manage',
  change_group: 'identity:group:manage',
  change_members: 'identity:group:manage',
  grant: 'identity:grant:manage',
  revoke_grant: 'identity:grant:manage',
};

/** Of more people than these only the number is told. */
const mostPeople = 20;

/** Thrown to take everything back; carries what was found out before. */
class TakenBack extends Error {
  readonly preview: RightsPreview;

  constructor(preview: RightsPreview) {
    super('This was only a preview.');
    this.preview = preview;
  }
}

/**
 * What a change of rights would do, and whether it would be allowed: the command itself runs in a transaction that is
 * always taken back, so that a preview can never differ from what happens. Throws what the command would throw.
 */
export async function previewChange(actor: UserActor, change: RightsChange): Promise<RightsPreview> {
  if (!hasPermission(actor, needed[change.kind])) throw forbidden(`do this (it needs ${needed[change.kind]})`);
  try {
    return await withTenant({ tenantId: actor.tenantId }, async (transaction) => {
      throw new TakenBack(await tryOut(transaction, actor, change));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.preview;
    throw error;
  }
}

async function tryOut(transaction: TenantTransaction, actor: UserActor, change: RightsChange): Promise<RightsPreview> {
  const { tenantId } = actor;
  // Whom the change concerns is known only after it; how things were before, only before it.
  await transaction.$executeRaw`savepoint unchanged`;
  const { affected } = await runGuarded(transaction, actor, commandOf(actor, change));
  const shown = [...new Set(affected)].slice(0, mostPeople);
  const after = await rightsOfAll(transaction, tenantId, shown);
  await transaction.$executeRaw`rollback to savepoint unchanged`;
  const before = await rightsOfAll(transaction, tenantId, shown);
  const users = await transaction.user.findMany({ where: { tenantId, id: { in: shown } }, orderBy: { name: 'asc' } });
  const people = users.map(({ id, name }) => ({ userId: id, name, ...compare(before.get(id), after.get(id)) }));
  return { affected: new Set(affected).size, people };
}

function commandOf(actor: UserActor, change: RightsChange): RightsCommand<unknown> {
  switch (change.kind) {
    case 'set_user_roles':
      return setUserRoles(actor, change);
    case 'change_role':
      return changeRole(actor, change);
    case 'change_group':
      return changeGroup(actor, change);
    case 'change_members':
      return changeMembers(actor, change);
    case 'grant': {
      const { kind: _kind, ...input } = change;
      return grant(actor, input);
    }
    case 'revoke_grant':
      return revokeGrant(actor, change.id);
  }
}

async function rightsOfAll(transaction: TenantTransaction, tenantId: string, userIds: readonly string[]) {
  const rights = new Map<string, EffectiveRights>();
  for (const userId of userIds) {
    const resolved = await resolveRights(transaction, tenantId, userId);
    if (resolved) rights.set(userId, resolved);
  }
  return rights;
}

function compare(before: EffectiveRights | undefined, after: EffectiveRights | undefined) {
  const permissions = [
    ...new Set([...Object.keys(before?.holdings ?? {}), ...Object.keys(after?.holdings ?? {})]),
  ].sort();
  const differences = permissions.map((permission) => ({
    permission,
    before: shownReach(before, permission),
    after: shownReach(after, permission),
  }));
  return {
    levelBefore: before?.level ?? 0,
    levelAfter: after?.level ?? 0,
    differences: differences.filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after)),
  };
}

function shownReach(rights: EffectiveRights | undefined, permission: string): RightsDifference['after'] {
  if (!rights || !isPermission(permission)) return [];
  return reachOf(rights, permission).map(({ scope, conditions }) => ({ scope, conditions: [...conditions] }));
}
