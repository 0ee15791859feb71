import type { SignInResult } from '@muster/contract/identity/sign-in';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import { z } from 'zod';
import type { UserActor } from '../../../core/actor.ts';
import { poolOf, readTenant } from '../../../core/database/index.ts';
import { log } from '../../../core/log.ts';
import { publicOrigin } from '../../../core/public-origin.ts';
import { hashToken, renewAuthentication } from '../../lucia-sessions.ts';
import { countAttempt, forgiveAttempt, originOf } from '../../throttle.ts';
import { accountOf, type Device } from '../accounts.ts';
import { finishSignIn } from '../finish-sign-in.ts';
import { issueTicket, newToken, takeTicket } from '../tickets.ts';
import { openProvider, type Provider } from './issuers.ts';
import { accountOfSubject, type OidcClaims, OidcRefusal } from './oidc-account.ts';

const flowMinutes = 10;

/** By how many milliseconds an issuer's clock may be behind. */
const clockSkew = 5_000;

const flowSchema = z.object({
  tenantId: z.string(),
  providerId: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  /** SHA-256 of what the browser that began has in a cookie: nobody else's browser can end it. */
  browser: z.string(),
  /** Set where somebody who is signed in shows that it is still them, rather than signing in. */
  confirms: z.object({ userId: z.string(), sessionId: z.string() }).nullable(),
  /** Milliseconds since 1970. */
  begunAt: z.number(),
});

type Flow = z.output<typeof flowSchema>;

const callbackUrl = () => `${publicOrigin()}/auth/oidc/callback`;

/** A sign-in that begins: where the browser goes now, and what it keeps meanwhile. */
export interface BegunFlow {
  location: string;
  browserToken: string;
}

/**
 * Begins a sign-in at an issuer: code flow with PKCE, state and nonce. With `confirms` the issuer is to ask the person
 * who they are, however lately it did. @throws OidcRefusal
 */
export async function beginOidcSignIn(
  providerId: string,
  returnTo: string,
  confirms: UserActor | null,
): Promise<BegunFlow> {
  const provider = await findProvider(providerId);
  const verifier = randomPKCECodeVerifier();
  const nonce = randomNonce();
  const browserToken = newToken();
  const flow: Flow = {
    tenantId: provider.tenantId,
    providerId,
    nonce,
    verifier,
    returnTo,
    browser: hashToken(browserToken),
    confirms: confirms && { userId: confirms.userId, sessionId: confirms.sessionId },
    begunAt: Date.now(),
  };
  const state = await issueTicket('oidc', flow, flowMinutes);
  const location = buildAuthorizationUrl(provider.configuration, {
    redirect_uri: callbackUrl(),
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(confirms && { prompt: 'login', max_age: '0' }),
  });
  return { location: location.href, browserToken };
}

async function findProvider(id: string): Promise<Provider> {
  const { rows } = await poolOf('muster_sign_in').query<{ tenantId: string }>(
    'select tenant_id as "tenantId" from oidc_provider where id = $1 and enabled',
    [id],
  );
  const provider = rows[0] && (await openProvider(rows[0].tenantId, id).catch(() => null));
  if (!provider) throw new OidcRefusal('oidc_unavailable');
  return provider;
}

/** What came of a flow: a sign-in, or a confirmation that it is still the same person. */
export type EndedFlow = { result: SignInResult; returnTo: string } | 'confirmed';

/** Ends it: the issuer sent the browser back with a code. @throws OidcRefusal */
export async function endOidcSignIn(
  query: URLSearchParams,
  browserToken: string | null,
  device: Device,
  present: UserActor | null,
): Promise<EndedFlow> {
  const counted = originOf(device.ipAddress);
  await countAttempt(counted);
  const state = query.get('state') ?? '';
  const flow = await takeTicket('oidc', state, flowSchema).catch(() => null);
  if (!flow || flow.browser !== hashToken(browserToken ?? '')) throw new OidcRefusal('oidc_expired');
  const provider = await openProvider(flow.tenantId, flow.providerId).catch(() => null);
  if (!provider) throw new OidcRefusal('oidc_unavailable');
  if (flow.confirms) {
    await confirmByIssuer(provider, await idTokenOf(provider, query, state, flow), flow, present);
    await forgiveAttempt(counted);
    return 'confirmed';
  }
  const claims = await claimsOf(provider, await idTokenOf(provider, query, state, flow));
  const userId = await accountOfSubject(provider, claims, device);
  const account = await accountOf(provider.tenantId, userId);
  if (!account) throw new OidcRefusal('oidc_no_account');
  await forgiveAttempt(counted);
  const methods = provider.satisfiesMfa ? (['oidc', 'issuer_mfa'] as const) : (['oidc'] as const);
  return { result: await finishSignIn(account, methods, device), returnTo: flow.returnTo };
}

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>;

/** Redeems the code. What the library checks: state, PKCE, signature, issuer, audience, times and nonce. */
async function idTokenOf(provider: Provider, query: URLSearchParams, state: string, flow: Flow): Promise<IssuedToken> {
  const { configuration } = provider;
  try {
    const tokens = await authorizationCodeGrant(configuration, new URL(`${callbackUrl()}?${query}`), {
      expectedState: state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The issuer sent no ID token.');
    return { claims, accessToken: tokens.access_token };
  } catch (error) {
    throw refused(provider, error, flow.confirms ? '/confirmed' : '/sign-in');
  }
}

interface IssuedToken {
  claims: NonNullable<ReturnType<Tokens['claims']>>;
  accessToken: string;
}

/** What the issuer says of the person. Some tell the address to those only who ask with the access token. */
async function claimsOf(provider: Provider, { claims, accessToken }: IssuedToken): Promise<OidcClaims> {
  if (claims.email !== undefined) return claims;
  try {
    return await fetchUserInfo(provider.configuration, accessToken, claims.sub);
  } catch (error) {
    throw refused(provider, error, '/sign-in');
  }
}

function refused({ id }: Provider, error: unknown, screen: OidcRefusal['screen']): OidcRefusal {
  log.warn({ error, provider: id }, 'a sign-in through an issuer was refused');
  return new OidcRefusal('oidc_refused', screen);
}

/**
 * Notes that the person of the session has signed in at the issuer anew since the flow began (OpenID Connect Core 1.0,
 * 3.1.2.1: `auth_time` is required where `max_age` was asked). An issuer that does not say so has confirmed nothing.
 */
async function confirmByIssuer(
  { tenantId, id: providerId }: Provider,
  { claims: { sub: subject, auth_time: signedInAt } }: IssuedToken,
  { confirms, begunAt }: Flow,
  present: UserActor | null,
): Promise<void> {
  const linked = await readTenant({ tenantId }).oidcIdentity.findUnique({
    where: { tenantId_providerId_subject: { tenantId, providerId, subject } },
  });
  const isSame = present?.sessionId === confirms?.sessionId && linked?.userId === present?.userId;
  if (!present || !isSame || present.tenantId !== tenantId) throw new OidcRefusal('oidc_other_person', '/confirmed');
  const isFresh = signedInAt !== undefined && signedInAt * 1000 >= begunAt - clockSkew;
  if (!isFresh) throw new OidcRefusal('oidc_not_fresh', '/confirmed');
  await renewAuthentication(present);
}
