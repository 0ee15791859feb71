import type { SecurityPolicy } from '@muster/contract/identity/session-policy';
import type pg from 'pg';
import { poolOf } from '../../core/database/index.ts';

/** What holds for a company that has chosen nothing. */
export const defaultPolicy: SecurityPolicy = {
  ssoOnly: false,
  mfaLevel: null,
  allowedDomains: [],
  idleMinutes: 30 * 24 * 60,
  absoluteMinutes: 90 * 24 * 60,
  operatorImpersonation: false,
};

/** The ways of signing in that prove more than one thing. `issuer_mfa`: the issuer asked for the second one itself. */
export const strongMethods = ['totp', 'recovery_code', 'passkey', 'issuer_mfa'] as const;

/** By what a person proved who they are. */
export type SignInMethod = 'password' | 'oidc' | (typeof strongMethods)[number];

export function isStrong(methods: readonly string[]): boolean {
  return strongMethods.some((method) => methods.includes(method));
}

/** A company's policy before anybody of it is signed in. */
export async function policyOf(
  tenantId: string,
  client: Pick<pg.Pool, 'query'> = poolOf('muster_sign_in'),
): Promise<SecurityPolicy> {
  const { rows } = await client.query<SecurityPolicy>(
    `select sso_only as "ssoOnly", mfa_level as "mfaLevel", allowed_domains as "allowedDomains",
       idle_minutes as "idleMinutes", absolute_minutes as "absoluteMinutes",
       operator_impersonation as "operatorImpersonation"
     from security_policy where tenant_id = $1`,
    [tenantId],
  );
  return rows[0] ?? defaultPolicy;
}

export function requiresSecondFactor(policy: SecurityPolicy, level: number): boolean {
  return policy.mfaLevel !== null && level >= policy.mfaLevel;
}

export function isDomainAllowed(policy: Pick<SecurityPolicy, 'allowedDomains'>, email: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return policy.allowedDomains.length === 0 || policy.allowedDomains.includes(domain);
}
