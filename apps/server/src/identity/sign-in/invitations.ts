import type { createInvitationSchema, Invitation } from '@muster/contract/identity/invitations';
import type { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import { publish } from '../../core/outbox.ts';
import { publicOrigin } from '../../core/public-origin.ts';
import { hashToken } from '../lucia-sessions.ts';
import { assertMayInvite, mayInviteTo } from './invitation-rights.ts';
import { invitationMail } from './mails.ts';
import { isDomainAllowed, policyOf } from './security-policy.ts';
import { newToken } from './tickets.ts';

type NewInvitation = z.output<typeof createInvitationSchema>;

const validDays = 7;

/** Invites somebody by mail. An earlier invitation to the same address is worth nothing any more. */
export async function createInvitation(
  actor: UserActor,
  tenantName: string,
  input: NewInvitation,
): Promise<{ id: string }> {
  if (!isDomainAllowed(await policyOf(actor.tenantId), input.email)) {
    throw new MusterError('invalid_input', 'Your company does not let addresses of this domain in.', {
      action: 'Use an address of the company, or have its security policy changed.',
    });
  }
  const id = newId();
  const token = newToken();
  const link = `${publicOrigin()}/accept-invitation#token=${token}`;
  const facts = { name: input.name, tenantName, invitedBy: actor.name, days: validDays };
  await withTenant(actor, async (transaction) => {
    await requireInvitable(transaction, actor, input);
    await revokePending(transaction, actor, { email: input.email });
    await writeInvitation(transaction, actor, id, token, input);
    const text = invitationMail(input.locale, facts, link);
    await queueMail(transaction, actor.tenantId, { recipient: input.email, template: 'invitation', ...text });
  });
  return { id };
}

async function writeInvitation(
  transaction: TenantTransaction,
  actor: UserActor,
  id: string,
  token: string,
  { email, name, locale, roleIds, locationId }: NewInvitation,
): Promise<void> {
  const { tenantId } = actor;
  const fields = { email, name, locale, roleIds, locationId: locationId ?? null };
  await transaction.invitation.create({
    data: {
      ...fields,
      tenantId,
      id,
      tokenHash: hashToken(token),
      createdById: actor.userId,
      expiresAt: new Date(Date.now() + validDays * 24 * 60 * 60_000),
    },
  });
  await recordAudit(transaction, actor, {
    action: 'identity.invitation.created',
    entity: 'identity.invitation',
    entityId: id,
    after: fields,
  });
  await tell(transaction, actor, id);
}

async function requireInvitable(
  transaction: TenantTransaction,
  actor: UserActor,
  { email, roleIds, locationId }: NewInvitation,
): Promise<void> {
  const { tenantId } = actor;
  await assertMayInvite(transaction, actor, { roleIds, locationId: locationId ?? null });
  if ((await transaction.user.count({ where: { tenantId, email } })) > 0) {
    throw new MusterError('invalid_input', `Somebody with the address ${email} already has an account.`, {
      action: 'Change the account that exists instead.',
    });
  }
}

async function revokePending(
  transaction: TenantTransaction,
  actor: UserActor,
  which: { id: string } | { email: string },
): Promise<number> {
  const where = { ...which, tenantId: actor.tenantId, acceptedAt: null, revokedAt: null };
  const pending = await transaction.invitation.findMany({ where, select: { id: true, locationId: true } });
  const reached = pending.filter(({ locationId }) => mayInviteTo(actor, locationId));
  const ids = reached.map(({ id }) => id);
  await transaction.invitation.updateMany({ where: { ...where, id: { in: ids } }, data: { revokedAt: new Date() } });
  for (const id of ids) {
    await recordAudit(transaction, actor, {
      action: 'identity.invitation.revoked',
      entity: 'identity.invitation',
      entityId: id,
    });
    await tell(transaction, actor, id);
  }
  return ids.length;
}

function tell(transaction: TenantTransaction, actor: UserActor, id: string): Promise<void> {
  return publish(transaction, actor, {
    type: 'identity.invitation.changed',
    entity: 'identity.invitation',
    ids: [id],
  });
}

export async function revokeInvitation(actor: UserActor, id: string): Promise<void> {
  const count = await withTenant(actor, (transaction) => revokePending(transaction, actor, { id }));
  if (count === 0) throw notFound('invitation');
}

/** Invitations that were not accepted, to branches where the actor manages people, the newest first. */
export async function listInvitations(actor: UserActor): Promise<Invitation[]> {
  const { tenantId } = actor;
  const [rows, roles] = await Promise.all([
    readTenant(actor).invitation.findMany({
      where: { tenantId, acceptedAt: null, revokedAt: null },
      orderBy: { id: 'desc' },
      take: 200,
    }),
    readTenant(actor).role.findMany({ where: { tenantId }, select: { id: true, name: true } }),
  ]);
  const names = new Map(roles.map((role) => [role.id, role.name]));
  const reached = rows.filter(({ locationId }) => mayInviteTo(actor, locationId));
  return reached.map(({ id, email, name, roleIds, createdAt, expiresAt }) => ({
    id,
    email,
    name,
    roles: roleIds.map((roleId) => names.get(roleId) ?? '?'),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: expiresAt > new Date() ? 'pending' : 'expired',
  }));
}
