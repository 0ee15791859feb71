import type { SignInWays, TotpEnrolment } from '@muster/contract/identity/totp';
import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, withTenant } from '../../core/database/index.ts';
import { MusterError, notFound } from '../../core/errors.ts';
import { queueMail } from '../../core/mail/mail-queue.ts';
import type { Device } from './accounts.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { securityNotice } from './security-notice.ts';
import { policyOf, requiresSecondFactor } from './security-policy.ts';
import { beginTotp, confirmTotp } from './totp-enrolment.ts';

const own = ({ tenantId, userId }: UserActor) => ({ tenantId, userId });

/** In which ways the actor can sign in, for their settings. */
export async function signInWays(actor: UserActor): Promise<SignInWays> {
  const reader = readTenant(actor);
  const [policy, passwords, totp, recoveryCodesLeft, issuers] = await Promise.all([
    policyOf(actor.tenantId),
    reader.passwordCredential.count({ where: own(actor) }),
    reader.totpCredential.findFirst({ where: { ...own(actor), confirmedAt: { not: null } } }),
    reader.recoveryCode.count({ where: { ...own(actor), usedAt: null } }),
    reader.oidcIdentity.findMany({ where: own(actor), include: { provider: { select: { name: true } } } }),
  ]);
  return {
    hasPassword: passwords > 0,
    totp: totp?.confirmedAt ? { confirmedAt: totp.confirmedAt.toISOString() } : null,
    recoveryCodesLeft,
    issuers: issuers.map(({ providerId, provider, email, linkedAt }) => ({
      providerId,
      name: provider.name,
      email,
      linkedAt: linkedAt.toISOString(),
    })),
    secondFactorRequired: requiresSecondFactor(policy, actor.level),
  };
}

export function beginOwnTotp(actor: UserActor, email: string): Promise<TotpEnrolment> {
  return withTenant(actor, (transaction) => beginTotp(transaction, { ...own(actor), email }));
}

export async function confirmOwnTotp(
  actor: UserActor,
  code: string,
  device: Device,
): Promise<{ recoveryCodes: string[] }> {
  const notice = await securityNotice(actor, 'second_factor_added', device);
  const recoveryCodes = await withTenant(actor, (transaction) => confirmTotp(transaction, actor, code, notice));
  return { recoveryCodes };
}

/** Takes the authenticator app away, and the recovery codes with it. */
export async function removeOwnTotp(actor: UserActor, device: Device): Promise<void> {
  const policy = await policyOf(actor.tenantId);
  const notice = await securityNotice(actor, 'second_factor_removed', device);
  await withTenant(actor, async (transaction) => {
    const passkeys = await transaction.passkey.count({ where: own(actor) });
    if (requiresSecondFactor(policy, actor.level) && passkeys === 0) {
      throw new MusterError('forbidden', 'Your company asks you for a second factor, and this is your only one.', {
        action: 'Add a passkey first; then you can remove the authenticator app.',
      });
    }
    const { count } = await transaction.totpCredential.deleteMany({ where: own(actor) });
    if (count === 0) throw notFound('authenticator app');
    await transaction.recoveryCode.deleteMany({ where: own(actor) });
    await queueMail(transaction, actor.tenantId, notice);
    await recordAudit(transaction, actor, {
      action: 'identity.second_factor.removed',
      entity: 'identity.user',
      entityId: actor.userId,
      before: { kind: 'totp' },
    });
  });
}

export async function renewRecoveryCodes(actor: UserActor, device: Device): Promise<{ recoveryCodes: string[] }> {
  const notice = await securityNotice(actor, 'recovery_codes_renewed', device);
  return withTenant(actor, async (transaction) => {
    const apps = await transaction.totpCredential.count({ where: { ...own(actor), confirmedAt: { not: null } } });
    if (apps === 0) throw notFound('authenticator app');
    await queueMail(transaction, actor.tenantId, notice);
    await recordAudit(transaction, actor, {
      action: 'identity.recovery_codes.renewed',
      entity: 'identity.user',
      entityId: actor.userId,
    });
    return { recoveryCodes: await replaceRecoveryCodes(transaction, own(actor)) };
  });
}
