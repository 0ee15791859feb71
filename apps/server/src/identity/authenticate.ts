import { heldPermissions } from '@muster/contract/identity/rights/covering';
import type { SignedIn } from '../core/actor.ts';
import { lucia, touchSession } from './lucia-sessions.ts';
import { accessCookie, accessMark, authenticateAccess } from './operator/authenticate-access.ts';
import { rightsOf } from './rights/rights-of.ts';
import { isStrong } from './sign-in/security-policy.ts';

/** Name of the cookie that holds a browser's session token. */
export const sessionCookie = 'muster_session';

/**
 * Looks a token up; null when it is unknown, expired, revoked, or its user is no longer active. Only what
 * a person does counts as use: a socket or a screen that is left open would keep an abandoned session alive.
 */
export async function authenticateToken(
  token: string,
  requestId: string | null,
  isUse: boolean,
): Promise<SignedIn | null> {
  if (token.startsWith(accessMark)) return authenticateAccess(token, requestId, isUse);
  const { session, user } = await lucia.validateSession(token);
  if (!session) return null;
  if (isUse) await touchSession(token, session.lastUsedAt);
  const { tenantId, tenantName, name, email, color, locale } = user;
  const rights = await rightsOf(tenantId, user.id);
  if (lacksSecondFactor(session, rights.level)) return null;
  return {
    actor: {
      tenantId,
      userId: user.id,
      name,
      level: rights.level,
      permissions: new Set(heldPermissions(rights)),
      rights,
      sessionId: session.sessionId,
      requestId,
      authenticatedAt: session.authenticatedAt,
      methods: session.methods,
    },
    user: { id: user.id, name, email, color, locale },
    tenant: { id: tenantId, name: tenantName },
  };
}

/** A session that was good enough when it began may be no more: the policy was changed, or the person rose. */
function lacksSecondFactor({ mfaLevel, methods }: { mfaLevel: number | null; methods: string[] }, level: number) {
  return mfaLevel !== null && level >= mfaLevel && !isStrong(methods);
}

/** The session token of a request: a bearer token, else the cookie; that of an operator inside a company goes first. */
export function tokenOf(headers: { authorization?: string | undefined; cookie?: string | undefined }): string | null {
  const bearer = headers.authorization?.match(/^Bearer ([A-Za-z0-9]{20,64})$/)?.[1];
  if (bearer) return bearer;
  const access = cookieOf(headers.cookie, accessCookie);
  if (access?.startsWith(accessMark)) return access;
  const session = cookieOf(headers.cookie, sessionCookie);
  return session?.startsWith(accessMark) ? null : session;
}

/** The value of one cookie of a request; null when it brings none. */
export function cookieOf(header: string | undefined, name: string): string | null {
  const cookie = header?.split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
  return cookie?.slice(name.length + 1) || null;
}
