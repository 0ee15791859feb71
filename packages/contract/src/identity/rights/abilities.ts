import { heldPermissions, strongest } from './covering.ts';
import { isExpired } from './decide.ts';
import type { EffectiveRights, Holding } from './effective-rights.ts';

/**
 * What the web app is told of a person's rights: enough to decide as the server does, without the ways in which they
 * came about. It shows what is allowed; the server decides again when something is done.
 */
export interface Abilities {
  /** Every permission held for some records at least, sorted. */
  permissions: string[];
  /** Level of the highest role, 0–100. */
  level: number;
  /** For `decide`; `via` is left empty, and holdings that others make superfluous are left out. */
  rights: EffectiveRights;
}

/** The abilities that follow from effective rights. */
export function abilitiesOf(rights: EffectiveRights, now: number = Date.now()): Abilities {
  const holdings: Record<string, Holding[]> = {};
  for (const [permission, all] of Object.entries(rights.holdings)) {
    const lasting = all.filter((holding) => !isExpired(holding, now));
    if (lasting.length > 0) holdings[permission] = strongest(lasting).map((holding) => ({ ...holding, via: [] }));
  }
  return { permissions: heldPermissions(rights, now), level: rights.level, rights: { ...rights, holdings } };
}
