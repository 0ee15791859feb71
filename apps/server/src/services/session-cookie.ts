import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookie } from '../identity/index.ts';
import { clearAccessCookie, secureMark } from './operator-cookies.ts';

const thirtyDays = 30 * 24 * 60 * 60;

/** Writes the session token into a cookie that scripts cannot read and foreign sites cannot send; null clears it. */
export function writeSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | undefined,
  token: string | null,
): void {
  const secure = secureMark(request, publicUrl);
  const lifetime = token ? thirtyDays : 0;
  reply.header(
    'set-cookie',
    `${sessionCookie}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifetime}${secure}`,
  );
  // Whoever signs in as a person of a company is no longer in one as an operator of the platform.
  if (token) clearAccessCookie(request, reply, publicUrl);
}
