import type { SignedIn } from '../../core/actor.ts';
import { authenticateToken, tokenOf } from '../authenticate.ts';
import { apiKeyOf, authenticateKey } from './authenticate-key.ts';
import type { CredentialHeaders } from './authenticate-request.ts';

/** Who a socket belongs to; or that its key has no calls left, which passes. */
export type SocketOwner = SignedIn | 'throttled' | null;

/**
 * Who a socket belongs to, by what its address or its headers hold: a key or a session. Opening one is a call of the
 * key's rate; looking again later (`isOpen`) is none.
 */
export async function authenticateSocket(
  headers: CredentialHeaders,
  addressToken: string | null,
  isOpen: boolean,
): Promise<SocketOwner> {
  const key = apiKeyOf(addressToken === null ? headers : { authorization: `Bearer ${addressToken}` });
  if (key) {
    const { signedIn, refusal } = await authenticateKey(key, isOpen ? 0 : 1, null);
    return refusal ? 'throttled' : signedIn;
  }
  const token = addressToken ?? tokenOf(headers);
  return token ? authenticateToken(token, null, false) : null;
}
