import type { acceptInvitationSchema, InvitationPreview } from '@muster/contract/identity/invitations';
import type { SignInResult } from '@muster/contract/identity/sign-in';
import type { z } from 'zod';
import { systemActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { poolOf, readTenant, type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { publish } from '../../core/outbox.ts';
import { hashToken } from '../lucia-sessions.ts';
import { addUser } from '../new-users.ts';
import { hashPassword } from '../passwords.ts';
import { countAttempt, forgiveAttempt, originOf } from '../throttle.ts';
import { accountOf, type Device } from './accounts.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { isStillGiven } from './invitation-rights.ts';
import { requireGoodPassword } from './password-rules.ts';

interface PendingInvitation {
  id: string;
  email: string;
  name: string;
  locale: string;
  roleIds: string[];
  locationId: string | null;
  createdById: string | null;
}

const pending = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } });

/** What the page behind an invitation's link shows. @throws not_found when the link is over */
export async function previewInvitation(token: string, ipAddress: string): Promise<InvitationPreview> {
  const { tenantId, invitation } = await findInvitation(token, ipAddress);
  const [tenant, inviter] = await Promise.all([
    readTenant({ tenantId }).tenant.findUniqueOrThrow({ where: { id: tenantId } }),
    readTenant({ tenantId }).user.findFirst({ where: { tenantId, id: invitation.createdById ?? '' } }),
  ]);
  const { email, name, locale } = invitation;
  return { email, name, locale, tenantName: tenant.name, invitedBy: inviter?.name ?? tenant.name };
}

/** Makes the invited person's account and signs them in. */
export async function acceptInvitation(
  { token, name, password }: z.output<typeof acceptInvitationSchema>,
  device: Device,
): Promise<SignInResult> {
  const { tenantId, invitation } = await findInvitation(token, device.ipAddress);
  requireGoodPassword(password, invitation);
  const hash = await hashPassword(password);
  const userId = newId();
  await withTenant({ tenantId }, (transaction) =>
    useInvitation(transaction, tenantId, { ...invitation, name }, { userId, hash }),
  );
  const account = await accountOf(tenantId, userId);
  if (!account) throw linkOver();
  return finishSignIn(account, ['password'], device);
}

/** The invitation that waits for an address; for people who come through an issuer that vouches for it. */
export function pendingInvitationOf(
  transaction: TenantTransaction,
  tenantId: string,
  email: string,
): Promise<PendingInvitation | null> {
  return findPending(transaction, tenantId, { email });
}

async function findPending(
  transaction: TenantTransaction,
  tenantId: string,
  which: { id: string } | { email: string },
): Promise<PendingInvitation | null> {
  const invitation = await transaction.invitation.findFirst({ where: { tenantId, ...which, ...pending() } });
  return invitation && (await isStillGiven(transaction, tenantId, invitation)) ? invitation : null;
}

/** Uses an invitation up and makes the account. Of two at once, one is told that the link is over. */
export async function useInvitation(
  transaction: TenantTransaction,
  tenantId: string,
  invitation: PendingInvitation,
  { userId, hash }: { userId: string; hash: string | null },
): Promise<void> {
  const { id, email, name, locale, roleIds, locationId } = invitation;
  const { count } = await transaction.invitation.updateMany({
    where: { tenantId, id, ...pending() },
    data: { acceptedAt: new Date() },
  });
  if (count === 0) throw linkOver();
  const actor = systemActor(tenantId, name);
  const location = locationId ? { locationId } : {};
  await addUser(transaction, actor, { id: userId, hash, name, email, locale, roleIds, ...location });
  await recordAudit(transaction, actor, {
    action: 'identity.invitation.accepted',
    entity: 'identity.invitation',
    entityId: id,
    after: { userId },
  });
  await publish(transaction, actor, {
    type: 'identity.invitation.accepted',
    entity: 'identity.user',
    ids: [userId],
  });
}

async function findInvitation(
  token: string,
  ipAddress: string,
): Promise<{ tenantId: string; invitation: PendingInvitation }> {
  const counted = originOf(ipAddress);
  await countAttempt(counted);
  const { rows } = await poolOf('muster_sign_in').query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from invitation where token_hash = $1',
    [hashToken(token)],
  );
  if (!rows[0]) throw linkOver();
  const { tenantId, id } = rows[0];
  const invitation = await findPending(readTenant({ tenantId }), tenantId, { id });
  if (!invitation) throw linkOver();
  await forgiveAttempt(counted);
  return { tenantId, invitation };
}

function linkOver(): MusterError {
  return new MusterError('not_found', 'This invitation was used already, was taken back, or has run out.', {
    action: 'Ask whoever invited you for a new one.',
  });
}
