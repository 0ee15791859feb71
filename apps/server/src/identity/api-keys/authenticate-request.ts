import { backgroundHeader } from '@muster/contract/identity/session-policy';
import { authenticateToken, tokenOf } from '../authenticate.ts';
import { apiKeyOf, authenticateKey, type KeyUse } from './authenticate-key.ts';
import { CallBuckets } from './CallBuckets.ts';
import { tooFast } from './rate-limit.ts';

/** The headers of a request that say who it comes from. */
export interface CredentialHeaders {
  authorization?: string | undefined;
  cookie?: string | undefined;
  [backgroundHeader]?: string | string[] | undefined;
}

/**
 * Calls a minute that a person's sessions may make at one server, all together. No screen comes near it; a script that
 * runs wild in somebody's session is stopped before others feel it.
 */
const callsOfPerson = 3_000;
const people = new CallBuckets(callsOfPerson);

/**
 * Who an HTTP request of so many calls comes from, and whether these are too many: a program by its key, else a person by
 * their session. What a screen asks for by itself does not count as use of the session.
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
  const signedIn = token ? await authenticateToken(token, requestId, isUse) : null;
  const seconds = signedIn ? people.take(`${signedIn.tenant.id} ${signedIn.user.id}`, Math.max(1, calls)) : 0;
  if (seconds === 0) return { signedIn, refusal: null, headers: {} };
  const refusal = tooFast(`Your account made more than ${callsOfPerson} calls in a minute.`, seconds);
  return { signedIn: null, refusal, headers: { 'retry-after': String(seconds) } };
}
