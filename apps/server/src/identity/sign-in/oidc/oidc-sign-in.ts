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
import { poolOf } from '../../../core/database/index.ts';
import { log } from '../../../core/log.ts';
import { publicOrigin } from '../../../core/public-origin.ts';
import { hashToken } from '../../lucia-sessions.ts';
import { countAttempt, forgiveAttempt, originOf } from '../../throttle.ts';
import { accountOf, type Device } from '../accounts.ts';
import { finishSignIn } from '../finish-sign-in.ts';
import { issueTicket, newToken, takeTicket } from '../tickets.ts';
import { openProvider, type Provider } from './issuers.ts';
import { accountOfSubject, type OidcClaims, OidcRefusal } from './oidc-account.ts';

const flowMinutes = 10;

const flowSchema = z.object({
  tenantId: z.string(),
  providerId: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  /** SHA-256 of what the browser that began has in a cookie: nobody else's browser can end it. */
  browser: z.string(),
});

type Flow = z.output<typeof flowSchema>;

const callbackUrl = () => `${publicOrigin()}/auth/oidc/callback`;

/** A sign-in that begins: where the browser goes now, and what it keeps meanwhile. */
export interface BegunFlow {
  location: string;
  browserToken: string;
}

/** Begins a sign-in at an issuer: code flow with PKCE, state and nonce. @throws OidcRefusal */
export async function beginOidcSignIn(providerId: string, returnTo: string): Promise<BegunFlow> {
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
  };
  const state = await issueTicket('oidc', flow, flowMinutes);
  const location = buildAuthorizationUrl(provider.configuration, {
    redirect_uri: callbackUrl(),
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
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

/** Ends it: the issuer sent the browser back with a code. @throws OidcRefusal */
export async function endOidcSignIn(
  query: URLSearchParams,
  browserToken: string | null,
  device: Device,
): Promise<{ result: SignInResult; returnTo: string }> {
  const counted = originOf(device.ipAddress);
  await countAttempt(counted);
  const state = query.get('state') ?? '';
  const flow = await takeTicket('oidc', state, flowSchema).catch(() => null);
  if (!flow || flow.browser !== hashToken(browserToken ?? '')) throw new OidcRefusal('oidc_expired');
  const provider = await openProvider(flow.tenantId, flow.providerId).catch(() => null);
  if (!provider) throw new OidcRefusal('oidc_unavailable');
  const claims = await claimsOf(provider, query, state, flow);
  const userId = await accountOfSubject(provider, claims);
  const account = await accountOf(provider.tenantId, userId);
  if (!account) throw new OidcRefusal('oidc_no_account');
  await forgiveAttempt(counted);
  const methods = provider.satisfiesMfa ? (['oidc', 'issuer_mfa'] as const) : (['oidc'] as const);
  return { result: await finishSignIn(account, methods, device), returnTo: flow.returnTo };
}

/** Redeems the code. What the library checks: state, PKCE, signature, issuer, audience, times and nonce. */
async function claimsOf(provider: Provider, query: URLSearchParams, state: string, flow: Flow): Promise<OidcClaims> {
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
    if (claims.email !== undefined) return claims;
    // Some issuers tell the address to those only who ask with the access token.
    return await fetchUserInfo(configuration, tokens.access_token, claims.sub);
  } catch (error) {
    log.warn({ error, provider: provider.id }, 'a sign-in through an issuer was refused');
    throw new OidcRefusal('oidc_refused');
  }
}
