import { backgroundHeader } from '@muster/contract/identity/session-policy';
import { authenticateToken, tokenOf } from '../authenticate.ts';
import { apiKeyOf, authenticateKey, type KeyUse } from './authenticate-key.ts';

/** The headers of a request that say who it comes from. */
export interface CredentialHeaders {
  authorization?: string | undefined;
  cookie?: string | undefined;
  [backgroundHeader]?: string | string[] | undefined;
}

/**
 * Who an HTTP request of so many calls comes from: a program by its key, else a person by their session. What a screen
 * asks for by itself does not count as use of the session.
 */
export async function authenticateRequest(
  headers: CredentialHeaders,
  calls: number,
  requestId: string,
): Promise<KeyUse> {
  const key = apiKeyOf(headers);
  if (key) return authenticateKey(key, Math.max(1, calls), requestId);
  const token = tokenOf(headers);
  const isUse = headers[backgroundHeader] === undefined;
  return { signedIn: token ? await authenticateToken(token, requestId, isUse) : null, refusal: null, headers: {} };
}
