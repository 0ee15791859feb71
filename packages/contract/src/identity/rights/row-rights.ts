import type { Permission } from '../permissions.ts';
import type { Condition } from './condition.ts';
import { reachOf } from './covering.ts';
import type { EffectiveRights } from './effective-rights.ts';
import type { Scope } from './scope.ts';

/** The permission that reading the rows of a table takes, for every table whose rows have owners or branches. */
export const governedTables = {
  user: 'identity:user:read',
  location: 'identity:location:read',
  board: 'work:board:read',
} as const satisfies Record<string, Permission>;

/** One way in which rows are reached. */
export interface RowReach {
  scope: Scope;
  conditions: readonly Condition[];
}

/** What the database is told of the person that a transaction works for; it is the setting `app.row_rights`. */
export interface RowRights {
  userId: string;
  locationIds: readonly string[];
  /** By permission: the ways in which rows are reached, none when the permission is not held. */
  reach: Record<string, RowReach[]>;
}

/** What row-level security has to keep from a person; null when they may read every row of the company. */
export function rowRightsOf(rights: EffectiveRights, now: number = Date.now()): RowRights | null {
  const reach: Record<string, RowReach[]> = {};
  for (const permission of Object.values(governedTables)) {
    reach[permission] = reachOf(rights, permission, now).map(({ scope, conditions }) => ({ scope, conditions }));
  }
  if (Object.values(reach).every((ways) => ways.some(isUnbounded))) return null;
  return { userId: rights.userId, locationIds: rights.locationIds, reach };
}

function isUnbounded({ scope, conditions }: RowReach): boolean {
  return (scope === 'tenant' || scope === 'all') && conditions.length === 0;
}
