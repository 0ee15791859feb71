import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperatorCookies } from '../core/trpc.ts';
import { accessCookie, cookieOf, operatorCookie } from '../identity/index.ts';

/** Seconds: no longer than what they open lasts. */
const lifetimes = { [operatorCookie]: 8 * 60 * 60, [accessCookie]: 60 * 60 };

/** Calls alone carry an operator's own session; what they open in a company belongs to pages and sockets too. */
const paths = { [operatorCookie]: '/trpc', [accessCookie]: '/' };

type CookieName = typeof operatorCookie | typeof accessCookie;

/** How a call reads and writes the cookies of the platform's operators. */
export function operatorCookiesOf(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | undefined,
): OperatorCookies {
  const secure = secureMark(request, publicUrl);
  const write = (name: CookieName) => (token: string | null) => writeCookie(reply, name, token, secure);
  return {
    sessionToken: cookieOf(request.headers.cookie, operatorCookie),
    setSessionToken: write(operatorCookie),
    setAccessToken: write(accessCookie),
  };
}

/** Takes a browser out of the company that it was in as an operator's. */
export function clearAccessCookie(request: FastifyRequest, reply: FastifyReply, publicUrl: string | undefined): void {
  writeCookie(reply, accessCookie, null, secureMark(request, publicUrl));
}

/** What keeps a cookie off unencrypted connections, where there are encrypted ones. */
export function secureMark(request: FastifyRequest, publicUrl: string | undefined): string {
  return request.protocol === 'https' || publicUrl?.startsWith('https:') ? '; Secure' : '';
}

function writeCookie(reply: FastifyReply, name: CookieName, token: string | null, secure: string): void {
  const lifetime = token ? lifetimes[name] : 0;
  const attributes = `Path=${paths[name]}; HttpOnly; SameSite=Strict; Max-Age=${lifetime}${secure}`;
  reply.header('set-cookie', `${name}=${token ?? ''}; ${attributes}`);
}
