import type { Permission } from '../permissions.ts';
import type { Condition } from './condition.ts';
import { holds } from './condition.ts';
import type { EffectiveRights, Holding, Subject } from './effective-rights.ts';

/** How one holding came out: it allows, or why it does not. */
export type Outcome = 'allows' | 'expired' | 'out_of_scope' | 'condition_unmet';

/** One way to a permission and how it came out: the answer to "why can this person do this?". */
export interface Chain extends Holding {
  outcome: Outcome;
  /** By what the record was reached, when the scope let it be. */
  reachedBy: 'own' | 'location' | 'tenant' | null;
  /** The first condition that does not hold, when that is why. */
  unmet: Condition | null;
}

/** An answer with its reasons: what allows when it is allowed; else everything that was tried, none when nothing is held. */
export interface Decision {
  allowed: boolean;
  because: Chain[];
}

/**
 * The one rule of who may do what, for server policies, the web app's abilities and (compiled to SQL) row-level
 * security. Without a subject it says whether the permission is held at all, for some records.
 * @param now milliseconds since 1970, against which grants expire
 */
export function decide(
  rights: EffectiveRights,
  permission: Permission,
  subject?: Subject,
  now: number = Date.now(),
): Decision {
  // Scope `all` opens other companies through a session in them, whose rights then name that company; never from afar.
  if (subject && subject.tenantId !== rights.tenantId) return { allowed: false, because: [] };
  const chains = holdingsOf(rights, permission).map((holding) => toChain(rights, holding, subject, now));
  const allowing = chains.filter((chain) => chain.outcome === 'allows');
  return allowing.length > 0 ? { allowed: true, because: allowing } : { allowed: false, because: chains };
}

/** The same rule for callers that need no reasons. */
export function allows(
  rights: EffectiveRights,
  permission: Permission,
  subject?: Subject,
  now: number = Date.now(),
): boolean {
  if (subject && subject.tenantId !== rights.tenantId) return false;
  return holdingsOf(rights, permission).some((holding) => toChain(rights, holding, subject, now).outcome === 'allows');
}

/** How a permission is held, expired holdings included. */
export function holdingsOf(rights: EffectiveRights, permission: Permission): readonly Holding[] {
  return Object.hasOwn(rights.holdings, permission) ? (rights.holdings[permission] ?? []) : [];
}

/** Whether a holding's time is over. */
export function isExpired(holding: Pick<Holding, 'expiresAt'>, now: number): boolean {
  return holding.expiresAt !== null && Date.parse(holding.expiresAt) <= now;
}

function toChain(rights: EffectiveRights, holding: Holding, subject: Subject | undefined, now: number): Chain {
  const chain: Chain = { ...holding, outcome: 'allows', reachedBy: null, unmet: null };
  if (isExpired(holding, now)) return { ...chain, outcome: 'expired' };
  if (!subject) return chain;
  const reachedBy = reach(rights, holding, subject);
  if (!reachedBy) return { ...chain, outcome: 'out_of_scope' };
  const unmet = holding.conditions.find((condition) => !holds(condition, subject.fields));
  return unmet ? { ...chain, outcome: 'condition_unmet', reachedBy, unmet } : { ...chain, reachedBy };
}

function reach(rights: EffectiveRights, { scope }: Holding, subject: Subject): Chain['reachedBy'] {
  if (scope === 'tenant' || scope === 'all') return 'tenant';
  if (subject.ownerIds.includes(rights.userId)) return 'own';
  if (scope === 'own') return null;
  return subject.locationIds.some((id) => rights.locationIds.includes(id)) ? 'location' : null;
}
