import type { Permission } from '../permissions.ts';
import { isSameCondition } from './condition.ts';
import { holdingsOf, isExpired } from './decide.ts';
import type { EffectiveRights, Holding, Right } from './effective-rights.ts';
import { reachesAsFar } from './scope.ts';

type Reach = Pick<Holding, 'scope' | 'conditions' | 'expiresAt'>;

/** Whether whoever holds `wide` can do everything that `narrow` allows, for as long as that lasts. */
export function covers(wide: Reach, narrow: Reach): boolean {
  const lasts = wide.expiresAt === null || (narrow.expiresAt !== null && narrow.expiresAt <= wide.expiresAt);
  const demandsNoMore = wide.conditions.every((condition) =>
    narrow.conditions.some((other) => isSameCondition(condition, other)),
  );
  return lasts && demandsNoMore && reachesAsFar(wide.scope, narrow.scope);
}

/**
 * Whether a person may pass a right on: only what they hold themselves, at least as far and under no more conditions.
 * How long it is given for is limited by how long they hold it.
 */
export function mayGive(
  rights: EffectiveRights,
  { permission, scope, conditions }: Right,
  expiresAt: string | null = null,
  now: number = Date.now(),
): boolean {
  return holdingsOf(rights, permission).some(
    (held) => !isExpired(held, now) && covers(held, { scope, conditions, expiresAt }),
  );
}

/** Drops holdings that others make superfluous; of equals, the first stays. */
export function strongest(holdings: readonly Holding[]): Holding[] {
  return holdings.reduce<Holding[]>((kept, holding) => {
    if (kept.some((other) => covers(other, holding))) return kept;
    return [...kept.filter((other) => !covers(holding, other)), holding];
  }, []);
}

/** Every permission that is held now, for some records at least; sorted. */
export function heldPermissions(rights: EffectiveRights, now: number = Date.now()): string[] {
  const held = Object.entries(rights.holdings).filter(([, all]) => all.some((each) => !isExpired(each, now)));
  return held.map(([permission]) => permission).sort();
}

/** The widest ways in which a permission is held now. */
export function reachOf(rights: EffectiveRights, permission: Permission, now: number = Date.now()): Holding[] {
  return strongest(holdingsOf(rights, permission).filter((holding) => !isExpired(holding, now)));
}
