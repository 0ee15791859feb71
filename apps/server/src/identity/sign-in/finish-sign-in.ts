import type { SecondFactor, SignInResult } from '@muster/contract/identity/sign-in';
import { poolOf, readTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { newId } from '../../core/identifiers.ts';
import { createSession } from '../lucia-sessions.ts';
import { rightsOf } from '../rights/rights-of.ts';
import { type Account, type Device, providersOf } from './accounts.ts';
import { networkOf } from './device-place.ts';
import { isDomainAllowed, isStrong, policyOf, requiresSecondFactor, type SignInMethod } from './security-policy.ts';
import { issueTicket } from './tickets.ts';

const ticketMinutes = 10;

/**
 * The last gate of every way to sign in: the person has proven who they are by `methods`; the company's policy decides
 * whether that is enough, or what is still missing. Only here do sessions begin, and always new ones.
 */
export async function finishSignIn(
  account: Account,
  methods: readonly SignInMethod[],
  device: Device,
): Promise<SignInResult> {
  const policy = await policyOf(account.tenantId);
  if (!isDomainAllowed(policy, account.email)) throw domainNotAllowed();
  if (policy.ssoOnly && !methods.includes('oidc')) {
    return { status: 'sso_required', providers: await providersOf([account.tenantId]) };
  }
  if (!isStrong(methods)) {
    const { level } = await rightsOf(account.tenantId, account.id);
    const missing = await missingFactor(account, methods, requiresSecondFactor(policy, level));
    if (missing) return missing;
  }
  const token = await createSession(account, device, [...methods]);
  await recordSignIn(account, methods, device);
  const { id, name, email, color, locale } = account;
  return { status: 'signed_in', token, user: { id, name, email, color, locale } };
}

async function missingFactor(
  account: Account,
  methods: readonly SignInMethod[],
  required: boolean,
): Promise<SignInResult | null> {
  const factors = await factorsOf(account);
  // A passkey that somebody made for comfort asks for nothing more; an authenticator app was set up to be asked for.
  if (!required && !factors.includes('totp')) return null;
  const payload = { tenantId: account.tenantId, userId: account.id, methods };
  // Whoever has a factor gets no ticket to set up another: the password alone would then be enough.
  const purpose = factors.length === 0 ? 'enrolment' : 'second_factor';
  const ticket = await issueTicket(purpose, payload, ticketMinutes);
  return purpose === 'enrolment'
    ? { status: 'enrol_second_factor', ticket }
    : { status: 'second_factor', ticket, factors };
}

async function factorsOf({ tenantId, id }: Account): Promise<SecondFactor[]> {
  const own = { tenantId, userId: id };
  const [apps, codes, passkeys] = await Promise.all([
    readTenant(own).totpCredential.count({ where: { ...own, confirmedAt: { not: null } } }),
    readTenant(own).recoveryCode.count({ where: { ...own, usedAt: null } }),
    readTenant(own).passkey.count({ where: own }),
  ]);
  const factors: SecondFactor[] = [];
  if (apps > 0) factors.push('totp');
  if (codes > 0) factors.push('recovery_code');
  if (passkeys > 0) factors.push('passkey');
  return factors;
}

async function recordSignIn(account: Account, methods: readonly string[], device: Device): Promise<void> {
  await poolOf('muster_sign_in').query(
    `insert into audit_entry (tenant_id, id, actor_id, actor_name, action, entity, entity_id, after)
     values ($1, $2, $3, $4, 'identity.user.signed_in', 'identity.user', $3, $5)`,
    [account.tenantId, newId(), account.id, account.name, { methods, network: networkOf(device.ipAddress) }],
  );
}

function domainNotAllowed(): MusterError {
  return new MusterError('forbidden', 'Your company does not let addresses of this domain sign in.', {
    action: 'Ask an administrator of your company.',
  });
}
