import { poolOf } from '../../core/database/index.ts';
import { newId } from '../../core/identifiers.ts';
import { hashToken } from '../lucia-sessions.ts';
import { newToken } from '../sign-in/tickets.ts';
import { isWelcome } from './operators.ts';

/** Name of the cookie of an operator's own session; it opens the operators' page and no company. */
export const operatorCookie = 'muster_operator';

/** Minutes: at most a working day, and no longer than this without any use. */
export const operatorSessionLimits = { absolute: 8 * 60, idle: 30 } as const;

/** What tells operators' tokens from all others. */
const mark = 'os_';

/** An operator who is signed in. */
export interface SignedInOperator {
  id: string;
  name: string;
  email: string;
  sessionId: string;
}

/** Holds for a session `s` and its operator `o` that still count. */
export const isLive = `s.ended_at is null and s.expires_at > now() and o.disabled_at is null
  and s.last_used_at > now() - interval '${operatorSessionLimits.idle} minutes'`;

/** Starts a session, always a new one, and gives back its token. */
export async function startOperatorSession(
  operatorId: string,
  { userAgent, ipAddress }: { userAgent: string | null; ipAddress: string },
): Promise<string> {
  const token = `${mark}${newToken()}`;
  await poolOf('muster_operator').query(
    `insert into operator_session (id, operator_id, token_hash, user_agent, ip_address, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
    [newId(), operatorId, hashToken(token), userAgent, ipAddress, operatorSessionLimits.absolute],
  );
  return token;
}

/** Whose session a token is; null when it is none, or over. */
export async function authenticateOperator(token: string | null): Promise<SignedInOperator | null> {
  if (!token?.startsWith(mark)) return null;
  const { rows } = await poolOf('muster_operator').query<SignedInOperator>(
    `select o.id, o.name, o.email, s.id as "sessionId"
     from operator_session s join operator o on o.id = s.operator_id
     where s.token_hash = $1 and ${isLive}`,
    [hashToken(token)],
  );
  const [operator] = rows;
  if (!operator || !isWelcome(operator.email)) return null;
  await touchOperatorSession(operator.sessionId);
  return operator;
}

/** Notes that a session is in use; once a minute is enough. */
export async function touchOperatorSession(sessionId: string): Promise<void> {
  await poolOf('muster_operator').query(
    `update operator_session set last_used_at = now() where id = $1 and last_used_at < now() - interval '1 minute'`,
    [sessionId],
  );
}

/** Ends a session for good. */
export async function endOperatorSession(sessionId: string): Promise<void> {
  await poolOf('muster_operator').query('update operator_session set ended_at = now() where id = $1', [sessionId]);
}
