import { apiKeyMark } from '@muster/contract/identity/api-keys';
import { heldPermissions } from '@muster/contract/identity/rights/covering';
import type { EffectiveRights } from '@muster/contract/identity/rights/effective-rights';
import type { SignedIn } from '../../core/actor.ts';
import type { MusterError } from '../../core/errors.ts';
import { rightsOf } from '../rights/rights-of.ts';
import { rateLimitHeaders, tooFast, waitFor } from './rate-limit.ts';
import { type UsedKey, useKey } from './use-key.ts';

/** What a request with a key comes to: who acts, if anybody, and the headers of its answer. */
export interface KeyUse {
  signedIn: SignedIn | null;
  /** The key has no calls left for this; it is then to be refused with this error. */
  refusal: MusterError | null;
  headers: Record<string, string>;
}

/** The key of a request: what `Authorization: Bearer` holds, when it is one. */
export function apiKeyOf(headers: { authorization?: string | undefined }): string | null {
  const [, key] = headers.authorization?.match(/^Bearer (mk_[A-Za-z0-9_-]{20,80})$/) ?? [];
  return key?.startsWith(apiKeyMark) ? key : null;
}

/** Lets a key act for the person who made it, for `calls` calls of its rate. */
export async function authenticateKey(key: string, calls: number, requestId: string | null): Promise<KeyUse> {
  const used = await useKey(key, calls);
  if (!used) return { signedIn: null, refusal: null, headers: {} };
  const headers = rateLimitHeaders(used, calls);
  if (!used.allowed) return { signedIn: null, refusal: tooFastForKey(used, calls), headers };
  return { signedIn: await actingFor(used, requestId), refusal: null, headers };
}

async function actingFor(used: UsedKey, requestId: string | null): Promise<SignedIn> {
  const { tenantId, userId, keyId, keyName, userName, email, color, locale } = used;
  const rights = within(await rightsOf(tenantId, userId), used.scopes);
  return {
    actor: {
      tenantId,
      userId,
      // The audit log says that it was not the person's own hand.
      name: `${userName} (${keyName})`,
      level: rights.level,
      permissions: new Set(heldPermissions(rights)),
      rights,
      sessionId: keyId,
      requestId,
      // Nobody has shown who they are: a key never does what asks for that.
      authenticatedAt: new Date(0),
      methods: ['api_key'],
    },
    user: { id: userId, name: userName, email, color, locale },
    tenant: { id: tenantId, name: used.tenantName },
  };
}

/** What the person holds today, as far as the key reaches. */
function within(rights: EffectiveRights, scopes: readonly string[]): EffectiveRights {
  const holdings = Object.entries(rights.holdings).filter(([permission]) => scopes.includes(permission));
  return { ...rights, holdings: Object.fromEntries(holdings) };
}

function tooFastForKey(used: UsedKey, calls: number): MusterError {
  return tooFast(`This key may make ${used.requestsPerMinute} calls a minute.`, waitFor(used, calls));
}
