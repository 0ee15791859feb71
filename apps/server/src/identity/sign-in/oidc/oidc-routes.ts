import type { OidcProblem } from '@muster/contract/identity/oidc';
import type { SignInResult } from '@muster/contract/identity/sign-in';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { UserActor } from '../../../core/actor.ts';
import { isId } from '../../../core/identifiers.ts';
import { log } from '../../../core/log.ts';
import { publicOrigin } from '../../../core/public-origin.ts';
import { authenticateToken, tokenOf } from '../../authenticate.ts';
import { OidcRefusal } from './oidc-account.ts';
import { beginOidcSignIn, endOidcSignIn } from './oidc-sign-in.ts';
import { safeReturnPath } from './safe-return-path.ts';

const browserCookie = 'muster_oidc';
const path = '/auth/oidc';

/** Sets the session cookie on an answer. */
type WriteSession = (request: FastifyRequest, reply: FastifyReply, token: string) => void;

/**
 * `/auth/oidc/<provider>?returnTo=…` leads to the issuer, `/auth/oidc/callback` takes the browser back. With `?confirm`
 * somebody who is signed in shows there that it is still them.
 */
export function registerOidcRoutes(app: FastifyInstance, writeSession: WriteSession): void {
  app.get<{ Params: { provider: string } }>(`${path}/:provider`, (request, reply) => {
    if (request.params.provider === 'callback') return answer(reply, () => end(request, reply, writeSession));
    return answer(reply, () => begin(request, request.params.provider, reply));
  });
}

async function begin(request: FastifyRequest, provider: string, reply: FastifyReply): Promise<FastifyReply> {
  if (!isId(provider)) throw new OidcRefusal('oidc_unavailable');
  const query = queryOf(request);
  const confirms = query.has('confirm') ? await presentActor(request) : null;
  if (query.has('confirm') && !confirms) throw new OidcRefusal('oidc_other_person', '/confirmed');
  const { location, browserToken } = await beginOidcSignIn(provider, safeReturnPath(query.get('returnTo')), confirms);
  keepBrowserToken(reply, browserToken);
  return reply.redirect(location);
}

async function end(request: FastifyRequest, reply: FastifyReply, write: WriteSession): Promise<FastifyReply> {
  const device = { ipAddress: request.ip, userAgent: request.headers['user-agent']?.slice(0, 400) ?? null };
  const ended = await endOidcSignIn(queryOf(request), browserTokenOf(request), device, await presentActor(request));
  keepBrowserToken(reply, null);
  if (ended === 'confirmed') return reply.redirect('/confirmed');
  const { result, returnTo } = ended;
  if (result.status === 'signed_in') {
    write(request, reply, result.token);
    return reply.redirect(returnTo);
  }
  return reply.redirect(nextStep(result, returnTo));
}

/** Who is signed in on the browser; an operator of the platform shows nothing in a person's name. */
async function presentActor(request: FastifyRequest): Promise<UserActor | null> {
  const token = tokenOf(request.headers);
  const actor = token ? (await authenticateToken(token, request.id, true))?.actor : undefined;
  return actor && !actor.operator ? actor : null;
}

/** The sign-in page goes on from here. The ticket stands behind `#`, where no server and no log sees it. */
function nextStep(result: Exclude<SignInResult, { status: 'signed_in' }>, returnTo: string): string {
  const fragment = Buffer.from(JSON.stringify(result)).toString('base64url');
  return `/sign-in?${new URLSearchParams({ returnTo })}#step=${fragment}`;
}

async function answer(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  try {
    return await work();
  } catch (error) {
    const problem: OidcProblem = error instanceof OidcRefusal ? error.problem : 'oidc_unavailable';
    if (!(error instanceof OidcRefusal)) log.warn({ error }, 'a sign-in through an issuer failed');
    const screen = error instanceof OidcRefusal ? error.screen : '/sign-in';
    return reply.redirect(`${screen}?problem=${problem}`);
  }
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://localhost').searchParams;
}

/** Lax: the browser must bring it when the issuer's page sends it back. */
function keepBrowserToken(reply: FastifyReply, token: string | null): void {
  const secure = publicOrigin().startsWith('https:') ? '; Secure' : '';
  const lifetime = token ? 600 : 0;
  reply.header(
    'set-cookie',
    `${browserCookie}=${token ?? ''}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${lifetime}${secure}`,
  );
}

function browserTokenOf(request: FastifyRequest): string | null {
  const pairs = request.headers.cookie?.split(/;\s*/) ?? [];
  return pairs.find((pair) => pair.startsWith(`${browserCookie}=`))?.slice(browserCookie.length + 1) ?? null;
}
