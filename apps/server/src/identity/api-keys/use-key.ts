import { poolOf } from '../../core/database/index.ts';
import { hashToken } from '../lucia-sessions.ts';

/** A key that is valid, with what is left of its rate. */
export interface UsedKey {
  tenantId: string;
  tenantName: string;
  keyId: string;
  keyName: string;
  scopes: string[];
  userId: string;
  userName: string;
  email: string;
  color: string;
  locale: string;
  requestsPerMinute: number;
  /** Calls that were left before this one, refilled to this moment. */
  available: number;
  allowed: boolean;
}

/**
 * One round trip finds the key and takes its calls from the bucket: as many fit into it as the key has per minute, and
 * it fills at that rate. The row is locked meanwhile, so that calls at once cannot take the same ones; a call that is
 * refused takes none.
 */
const useKeyQuery = {
  name: 'use_api_key',
  text: `
    with key as (
      select *, least(requests_per_minute,
        bucket_calls + extract(epoch from clock_timestamp() - bucket_at) * requests_per_minute / 60) as available
      from api_key where secret_hash = $1 and revoked_at is null and expires_at > now()
      for no key update
    ), used as (
      update api_key set last_used_at = now(), bucket_at = clock_timestamp(),
        bucket_calls = key.available - case when key.available >= $2 then $2 else 0 end
      from key where api_key.tenant_id = key.tenant_id and api_key.id = key.id
      returning key.*
    )
    select used.tenant_id as "tenantId", tenant.name as "tenantName", used.id as "keyId", used.name as "keyName",
      used.scopes, used.user_id as "userId", u.name as "userName", u.email, u.color, u.locale,
      used.requests_per_minute as "requestsPerMinute", used.available::float8 as available,
      used.available >= $2 as allowed
    from used join tenant on tenant.id = used.tenant_id
    join "user" u on u.tenant_id = used.tenant_id and u.id = used.user_id and u.status = 'active' and u.deleted_at is null`,
};

/** Looks a key up and counts `calls` of it; null when it is unknown, revoked, over, or its person is no longer active. */
export async function useKey(key: string, calls: number): Promise<UsedKey | null> {
  const { rows } = await poolOf('muster_sign_in').query<UsedKey>({ ...useKeyQuery, values: [hashToken(key), calls] });
  return rows[0] ?? null;
}
