import { createHash } from 'node:crypto';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import { Lucia, TimeSpan } from 'lucia';
import { BatchLoader } from '../core/BatchLoader.ts';
import { poolOf, withRole } from '../core/database/index.ts';
import { newId } from '../core/identifiers.ts';
import { publishWith } from '../core/outbox.ts';
import { defaultPolicy } from './sign-in/security-policy.ts';

/** What a session's user carries into every request. */
interface UserAttributes {
  tenantId: string;
  tenantName: string;
  name: string;
  email: string;
  color: string;
  locale: string;
  level: number;
  permissions: string[];
}

interface SessionAttributes {
  tenantId: string;
  /** The session's public id: what lists and revocation use; the token itself is never stored. */
  sessionId: string;
  userAgent: string | null;
  ipAddress: string | null;
  lastUsedAt: Date;
  /** When the person last proved who they are, and by what. */
  authenticatedAt: Date;
  methods: string[];
  /** From which role level on the company asks for a second factor. */
  mfaLevel: number | null;
}

declare module 'lucia' {
  interface Register {
    Lucia: typeof lucia;
    DatabaseUserAttributes: UserAttributes;
    DatabaseSessionAttributes: SessionAttributes;
  }
}

interface SessionRow extends Omit<UserAttributes, 'permissions'>, SessionAttributes {
  tokenHash: string;
  userId: string;
  expiresAt: Date;
  permissions: string[];
}

/** SHA-256 of a token, in hex: the only form in which the database knows it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * What the company's policy asks of a session `s`, besides the second factor: an administrator's decision holds for
 * sessions that were open before, too.
 */
const withinPolicy = `s.expires_at > now()
      and s.last_used_at > now() - make_interval(mins => coalesce(policy.idle_minutes, ${defaultPolicy.idleMinutes}))
      and s.created_at > now() - make_interval(mins => coalesce(policy.absolute_minutes, ${defaultPolicy.absoluteMinutes}))
      and (policy.sso_only is not true or 'oidc' = any(s.methods))`;

const sessionQuery = {
  name: 'sessions_and_users',
  text: `select s.token_hash as "tokenHash", s.user_id as "userId", s.expires_at as "expiresAt", s.tenant_id as "tenantId", s.id as "sessionId",
      s.user_agent as "userAgent", s.ip_address as "ipAddress",
      s.last_used_at as "lastUsedAt", s.authenticated_at as "authenticatedAt", s.methods, policy.mfa_level as "mfaLevel",
      t.name as "tenantName",
      u.name, u.email, u.color, u.locale, coalesce(r.level, 0) as level, coalesce(r.permissions, '{}') as permissions
    from session s
    join tenant t on t.id = s.tenant_id
    join "user" u on u.tenant_id = s.tenant_id and u.id = s.user_id and u.status = 'active' and u.deleted_at is null
    left join lateral (
      select max(role.level) as level, array_agg(distinct p.permission) filter (where p.permission is not null) as permissions
      from user_role ur
      join role on role.tenant_id = ur.tenant_id and role.id = ur.role_id
      left join role_permission p on p.tenant_id = role.tenant_id and p.role_id = role.id
      where ur.tenant_id = u.tenant_id and ur.user_id = u.id
    ) r on true
    left join security_policy policy on policy.tenant_id = s.tenant_id
    where s.token_hash = any($1) and ${withinPolicy}`,
};

/** Many screens come back in the same moment after a restart: their sessions are looked up together. */
const sessions = new BatchLoader<string, SessionRow | null>(async (tokenHashes) => {
  const values = [[...new Set(tokenHashes)]];
  const { rows } = await poolOf('muster_sign_in').query<SessionRow>({ ...sessionQuery, values });
  const found = new Map(rows.map((row) => [row.tokenHash, row]));
  return tokenHashes.map((tokenHash) => found.get(tokenHash) ?? null);
});

/** Lucia's seven storage methods on our session table. Lucia calls the token "session id". */
const adapter: Adapter = {
  async getSessionAndUser(token) {
    const row = await sessions.load(hashToken(token));
    return row ? [toSession(token, row), toUser(row)] : [null, null];
  },
  async getUserSessions() {
    // Lists go through identity.sessions.list, which is bound to the tenant.
    return [];
  },
  async setSession(session) {
    const { tenantId, sessionId, userAgent, ipAddress, methods } = session.attributes;
    await poolOf('muster_sign_in').query(
      `insert into session (tenant_id, id, token_hash, user_id, user_agent, ip_address, expires_at, methods)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tenantId, sessionId, hashToken(session.id), session.userId, userAgent, ipAddress, session.expiresAt, methods],
    );
  },
  async updateSessionExpiration(token, expiresAt) {
    await poolOf('muster_sign_in').query('update session set expires_at = $2 where token_hash = $1', [
      hashToken(token),
      expiresAt,
    ]);
  },
  async deleteSession(token) {
    await poolOf('muster_sign_in').query('delete from session where token_hash = $1', [hashToken(token)]);
  },
  async deleteUserSessions(userId) {
    await poolOf('muster_sign_in').query('delete from session where user_id = $1', [userId]);
  },
  async deleteExpiredSessions() {
    await endSessionsOverdue();
  },
};

function toSession(token: string, row: SessionRow): DatabaseSession {
  const { tenantId, sessionId, userAgent, ipAddress, lastUsedAt, userId, expiresAt } = row;
  const { authenticatedAt, methods, mfaLevel } = row;
  const attributes = { tenantId, sessionId, userAgent, ipAddress, lastUsedAt, authenticatedAt, methods, mfaLevel };
  return { id: token, userId, expiresAt, attributes };
}

function toUser(row: SessionRow): DatabaseUser {
  const { tenantId, tenantName, name, email, color, locale, level, permissions } = row;
  return { id: row.userId, attributes: { tenantId, tenantName, name, email, color, locale, level, permissions } };
}

export const lucia = new Lucia(adapter, {
  sessionExpiresIn: new TimeSpan(30, 'd'),
  getUserAttributes: (attributes) => attributes,
  getSessionAttributes: (attributes) => attributes,
});

/** Starts a session and gives back its token, which is known to the person's device only. */
export async function createSession(
  user: { tenantId: string; id: string },
  device: { userAgent: string | null; ipAddress: string | null },
  methods: string[],
): Promise<string> {
  const session = await lucia.createSession(user.id, {
    tenantId: user.tenantId,
    sessionId: newId(),
    lastUsedAt: new Date(),
    authenticatedAt: new Date(),
    methods,
    mfaLevel: null,
    ...device,
  });
  return session.id;
}

/** Notes that a session was used; once a minute is enough for the list of devices, and spares a write per request. */
export async function touchSession(token: string, lastUsedAt: Date): Promise<void> {
  if (Date.now() - lastUsedAt.getTime() < 60_000) return;
  await poolOf('muster_sign_in').query('update session set last_used_at = now() where token_hash = $1', [
    hashToken(token),
  ]);
}

/** Notes that the person of a session has just proved again who they are. */
export async function renewAuthentication(actor: { tenantId: string; sessionId: string }): Promise<void> {
  await poolOf('muster_sign_in').query('update session set authenticated_at = now() where tenant_id = $1 and id = $2', [
    actor.tenantId,
    actor.sessionId,
  ]);
}

/** Ends sessions that have run out or that their company's policy no longer allows; open screens hear of it. */
export function endSessionsOverdue(): Promise<void> {
  return withRole('muster_sign_in', async (client) => {
    const { rows } = await client.query<{ tenantId: string; userId: string; ids: string[] }>(
      `with ended as (
         delete from session using session s left join security_policy policy on policy.tenant_id = s.tenant_id
         where session.tenant_id = s.tenant_id and session.id = s.id and not (${withinPolicy})
         returning s.tenant_id, s.user_id, s.id)
       select tenant_id as "tenantId", user_id as "userId", array_agg(id) as ids from ended group by tenant_id, user_id`,
    );
    for (const { tenantId, userId, ids } of rows) {
      await publishWith(
        client,
        { tenantId, userId: null },
        {
          type: 'identity.session.revoked',
          entity: 'identity.session',
          ids,
          details: { userId },
        },
      );
    }
  });
}
