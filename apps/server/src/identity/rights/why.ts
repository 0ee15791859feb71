import type { whySchema } from '@muster/contract/identity/grants';
import { type Decision, decide } from '@muster/contract/identity/rights/decide';
import type { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { readTenant } from '../../core/database/index.ts';
import { reachableUser } from './guards.ts';
import { rightsOf } from './rights-of.ts';

/**
 * Why a person can do something, or why not: the ways over groups, roles and grants, and how each came out for the
 * record. Of another company's record nothing is told but that it is out of reach.
 */
export async function whyCan(
  actor: UserActor,
  { userId, permission, subject }: z.output<typeof whySchema>,
): Promise<Decision> {
  const user = await reachableUser(readTenant(actor), actor, 'identity:role:read', userId);
  return decide(await rightsOf(actor.tenantId, user.id), permission, subject);
}
