import type { EffectiveRights } from '@muster/contract/identity/rights/effective-rights';
import { readTenant } from '../../core/database/index.ts';
import type { PublishedEvent } from '../../core/outbox.ts';
import { RightsCache } from './RightsCache.ts';
import { resolveRights } from './resolve-rights.ts';

const cache = new RightsCache((tenantId, userId) => resolveRights(readTenant({ tenantId }), tenantId, userId));

/** What a person may do in a company, from memory where nothing has changed. */
export async function rightsOf(tenantId: string, userId: string): Promise<EffectiveRights> {
  const rights = await cache.get(tenantId, userId);
  return rights ?? { tenantId, userId, level: 0, homeLocationId: null, locationIds: [], holdings: {} };
}

/** Called by a command once it has committed, so that the very next request of this process sees its effect. */
export function forgetRights(tenantId: string, userIds: readonly string[]): void {
  cache.forget(tenantId, userIds);
}

/** Called for every published event, before anything that decides anew because of it. */
export function hearOfRights(event: PublishedEvent): void {
  cache.hear(event);
}
