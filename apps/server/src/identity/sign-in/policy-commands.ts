import type { SecurityPolicy, saveSecurityPolicySchema } from '@muster/contract/identity/session-policy';
import type { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { readTenant, type TenantTransaction, withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { publish } from '../../core/outbox.ts';
import { versionConflict } from '../../core/version-conflict.ts';
import { endImpersonations } from '../operator/end-access.ts';
import { defaultPolicy, isDomainAllowed, isStrong, requiresSecondFactor } from './security-policy.ts';

type SaveInput = z.output<typeof saveSecurityPolicySchema>;

/** The company's policy, with the version to name when it is saved. */
export async function securityPolicy(actor: UserActor): Promise<SecurityPolicy & { version: number }> {
  const { tenantId } = actor;
  const row = await readTenant(actor).securityPolicy.findUnique({ where: { tenantId } });
  return row ? { ...rulesOf(row), version: row.version } : { ...defaultPolicy, version: 0 };
}

/**
 * Saves the policy. It holds at once, for open sessions too; so nobody may save one that would keep themselves out,
 * since then nobody might be left to change it.
 */
export async function saveSecurityPolicy(
  actor: UserActor,
  email: string,
  { version, ...policy }: SaveInput,
): Promise<{ version: number }> {
  requireOwnAccess(actor, email, policy);
  const { tenantId } = actor;
  return withTenant(actor, async (transaction) => {
    if (policy.ssoOnly) await requireProvider(transaction, tenantId);
    const before = await transaction.securityPolicy.findUnique({ where: { tenantId } });
    const saved = await writePolicy(transaction, actor, policy, version, before !== null);
    if (!saved) {
      const current = before?.version ?? 0;
      throw await versionConflict(transaction, 'identity.security_policy', tenantId, { known: version, current });
    }
    if (!policy.operatorImpersonation) await endImpersonations(transaction, actor, 'policy');
    await recordAudit(transaction, actor, {
      action: 'identity.security_policy.saved',
      entity: 'identity.security_policy',
      entityId: tenantId,
      version: version + 1,
      before: before ? rulesOf(before) : { ...defaultPolicy },
      after: policy,
    });
    await publish(transaction, actor, {
      type: 'identity.security_policy.saved',
      entity: 'identity.security_policy',
      ids: [tenantId],
    });
    return { version: version + 1 };
  });
}

async function writePolicy(
  transaction: TenantTransaction,
  { tenantId, userId }: UserActor,
  policy: SecurityPolicy,
  version: number,
  exists: boolean,
): Promise<boolean> {
  const data = { ...policy, version: version + 1, updatedById: userId };
  if (exists) {
    const { count } = await transaction.securityPolicy.updateMany({ where: { tenantId, version }, data });
    return count === 1;
  }
  const { count } = await transaction.securityPolicy.createMany({
    data: [{ tenantId, ...data }],
    skipDuplicates: true,
  });
  return count === 1 && version === 0;
}

function requireOwnAccess(actor: UserActor, email: string, policy: SecurityPolicy): void {
  if (!isDomainAllowed(policy, email)) {
    throw lockedOut('Your own address is of another domain.', 'Add your domain to the list.');
  }
  if (policy.ssoOnly && !actor.methods.includes('oidc')) {
    throw lockedOut('You did not sign in through an issuer yourself.', 'Sign in through it once, then turn this on.');
  }
  if (requiresSecondFactor(policy, actor.level) && !isStrong(actor.methods)) {
    throw lockedOut(
      'You did not sign in with a second factor yourself.',
      'Set one up in your settings, sign in with it, then turn this on.',
    );
  }
}

async function requireProvider(transaction: TenantTransaction, tenantId: string): Promise<void> {
  if ((await transaction.oidcProvider.count({ where: { tenantId, enabled: true } })) > 0) return;
  throw lockedOut('There is no issuer to sign in through.', 'Add one first.');
}

function lockedOut(why: string, action: string): MusterError {
  return new MusterError('invalid_input', `This would keep you out of your own company: ${why}`, { action });
}

function rulesOf({
  ssoOnly,
  mfaLevel,
  allowedDomains,
  idleMinutes,
  absoluteMinutes,
  operatorImpersonation,
}: SecurityPolicy): SecurityPolicy {
  return { ssoOnly, mfaLevel, allowedDomains, idleMinutes, absoluteMinutes, operatorImpersonation };
}
