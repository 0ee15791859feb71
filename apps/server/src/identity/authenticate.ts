import type { SignedIn } from '../core/actor.ts';
import { lucia, touchSession } from './lucia-sessions.ts';

export const sessionCookie = 'muster_session';

/** Looks a token up; null when it is unknown, expired, revoked, or its user is no longer active. */
export async function authenticateToken(token: string, requestId: string | null): Promise<SignedIn | null> {
  const { session, user } = await lucia.validateSession(token);
  if (!session) return null;
  await touchSession(token, session.lastUsedAt);
  const { tenantId, tenantName, name, email, color, locale, level, permissions } = user;
  return {
    actor: {
      tenantId,
      userId: user.id,
      name,
      level,
      permissions: new Set(permissions),
      sessionId: session.sessionId,
      requestId,
    },
    user: { id: user.id, name, email, color, locale },
    tenant: { id: tenantId, name: tenantName },
  };
}

/** The session token of a request: a bearer token, else the cookie. */
export function tokenOf(headers: { authorization?: string | undefined; cookie?: string | undefined }): string | null {
  const bearer = headers.authorization?.match(/^Bearer ([A-Za-z0-9]{20,64})$/)?.[1];
  if (bearer) return bearer;
  const cookie = headers.cookie?.split(/;\s*/).find((pair) => pair.startsWith(`${sessionCookie}=`));
  return cookie?.slice(sessionCookie.length + 1) || null;
}
