import type { OidcProblem } from '@muster/contract/identity/oidc';
import { recordAudit } from '../../../core/audit.ts';
import { type TenantTransaction, withTenant } from '../../../core/database/index.ts';
import { newId } from '../../../core/identifiers.ts';
import { queueMail } from '../../../core/mail/mail-queue.ts';
import { pendingInvitationOf, useInvitation } from '../accept-invitation.ts';
import type { Device } from '../accounts.ts';
import { noticeTo } from '../security-notice.ts';
import { isDomainAllowed, policyOf } from '../security-policy.ts';
import type { Provider } from './issuers.ts';

/** What an issuer says of a person. */
export interface OidcClaims {
  sub: string;
  email?: unknown;
  email_verified?: unknown;
  /** Microsoft's word for a mail address whose domain the directory has proven to own. */
  xms_edov?: unknown;
}

/** Why somebody whom the issuer knows gets no further here. */
export class OidcRefusal extends Error {
  readonly problem: OidcProblem;
  /** The screen that says so. */
  readonly screen: '/sign-in' | '/confirmed';

  constructor(problem: OidcProblem, screen: OidcRefusal['screen'] = '/sign-in') {
    super(problem);
    this.problem = problem;
    this.screen = screen;
  }
}

/**
 * Whose account an issuer's subject is. The first time it is found by the mail address, and only when the issuer vouches
 * that it belongs to the person: else anybody could take an account over by writing its address into their profile.
 * @throws OidcRefusal
 */
export async function accountOfSubject(provider: Provider, claims: OidcClaims, device: Device): Promise<string> {
  const { tenantId, id: providerId } = provider;
  const policy = await policyOf(tenantId);
  return withTenant({ tenantId }, async (transaction) => {
    const known = await transaction.oidcIdentity.findUnique({
      where: { tenantId_providerId_subject: { tenantId, providerId, subject: claims.sub } },
    });
    if (known) return known.userId;
    const email = verifiedEmail(provider, claims);
    if (!isDomainAllowed(policy, email)) throw new OidcRefusal('oidc_domain');
    const userId = await userOfEmail(transaction, tenantId, email);
    await linkAccount(transaction, provider, claims.sub, { userId, email, device });
    return userId;
  });
}

function verifiedEmail({ preset }: Provider, claims: OidcClaims): string {
  const email = typeof claims.email === 'string' ? claims.email.trim().toLowerCase() : '';
  const vouched = claims.email_verified === true || (preset === 'microsoft' && isTrue(claims.xms_edov));
  if (!email || !vouched) throw new OidcRefusal('oidc_mail_not_verified');
  return email;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** An account with this address, or the one that an invitation makes now: the issuer vouches for the mailbox. */
async function userOfEmail(transaction: TenantTransaction, tenantId: string, email: string): Promise<string> {
  const user = await transaction.user.findFirst({ where: { tenantId, email, deletedAt: null, status: 'active' } });
  if (user) return user.id;
  const invitation = await pendingInvitationOf(transaction, tenantId, email);
  if (!invitation) throw new OidcRefusal('oidc_no_account');
  const userId = newId();
  await useInvitation(transaction, tenantId, invitation, { userId, hash: null });
  return userId;
}

async function linkAccount(
  transaction: TenantTransaction,
  { tenantId, id: providerId }: Provider,
  subject: string,
  { userId, email, device }: { userId: string; email: string; device: Device },
): Promise<void> {
  await transaction.oidcIdentity.create({ data: { tenantId, providerId, subject, userId, email } });
  const user = await transaction.user.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id: userId } },
    include: { tenant: { select: { name: true } } },
  });
  const { name } = user;
  await queueMail(transaction, tenantId, noticeTo({ ...user, tenantName: user.tenant.name }, 'issuer_linked', device));
  await recordAudit(
    transaction,
    { tenantId, userId, name, requestId: null },
    {
      action: 'identity.issuer.linked',
      entity: 'identity.user',
      entityId: userId,
      after: { providerId, email },
    },
  );
}
