import type { newGrantSchema } from '@muster/contract/identity/grants';
import type { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import type { TenantTransaction } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import type { RightsCommand } from './change-rights.ts';
import { assertLevel, assertMayGive, reachableUser } from './guards.ts';
import { resolveRights } from './resolve-rights.ts';
import { describe } from './role-commands.ts';
import { toRight } from './role-rows.ts';

/** Gives one person one permission, with a reason, as far and as long as the actor holds it themselves. */
export function grant(actor: Actor, input: z.output<typeof newGrantSchema>): RightsCommand<{ id: string }> {
  return async (transaction) => {
    const { tenantId } = actor;
    const { userId, reason, expiresAt, ...right } = input;
    if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) throw alreadyOver();
    await assertBelow(transaction, actor, userId);
    assertMayGive(actor, right, expiresAt);
    const id = newId();
    await transaction.userGrant.create({
      data: {
        tenantId,
        id,
        userId,
        ...right,
        reason,
        expiresAt: expiresAt && new Date(expiresAt),
        createdById: actor.userId,
      },
    });
    const after = { userId, right: describe([right])[0], reason, expiresAt };
    await recordAudit(transaction, actor, { ...auditOf('given', id), after });
    await publishGrant(transaction, actor, 'given', id);
    return { result: { id }, affected: [userId] };
  };
}

/** Ends a grant before its time. */
export function revokeGrant(actor: Actor, id: string): RightsCommand<void> {
  return async (transaction) => {
    const { tenantId } = actor;
    const held = await transaction.userGrant.findFirst({ where: { tenantId, id, revokedAt: null } });
    if (!held) throw notFound('grant');
    await assertBelow(transaction, actor, held.userId);
    await transaction.userGrant.update({
      where: { tenantId_id: { tenantId, id } },
      data: { revokedAt: new Date(), revokedById: actor.userId },
    });
    const before = { userId: held.userId, right: describe(toRight(held))[0], reason: held.reason };
    await recordAudit(transaction, actor, { ...auditOf('revoked', id), before });
    await publishGrant(transaction, actor, 'revoked', id);
    return { result: undefined, affected: [held.userId] };
  };
}

/** Rights of whoever stands above the actor are not theirs to change. */
async function assertBelow(transaction: TenantTransaction, actor: Actor, userId: string): Promise<void> {
  const user = await reachableUser(transaction, actor, 'identity:grant:manage', userId);
  const rights = await resolveRights(transaction, actor.tenantId, userId);
  assertLevel(actor, rights?.level ?? 0, `change the rights of ${user.name}`);
}

function alreadyOver(): MusterError {
  return new MusterError('invalid_input', 'The grant would be over before it begins.', {
    action: 'Choose a later time.',
  });
}

function auditOf(verb: string, entityId: string) {
  return { action: `identity.grant.${verb}`, entity: 'identity.grant', entityId };
}

function publishGrant(transaction: TenantTransaction, actor: Actor, verb: string, id: string): Promise<void> {
  return publish(transaction, actor, { type: `identity.grant.${verb}`, entity: 'identity.grant', ids: [id] });
}
