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

/** The permissions under which commands change rows of a table; each reaches the rows that it is held for. */
export const governedWrites = {
  user: ['identity:user:manage', 'identity:grant:manage', 'identity:employee:manage'],
  location: ['identity:location:manage'],
  board: ['work:board:update', 'work:board:share', 'work:board:delete'],
  employee: ['identity:employee:manage', 'identity:pay:manage'],
} as const satisfies Record<string, readonly Permission[]>;

const reading: readonly Permission[] = Object.values(governedTables);
const writing: readonly Permission[] = [
  ...new Set([...Object.values(governedWrites).flat(), 'work:board:create'] as const),
];

/** One way in which rows are reached. */
export interface RowReach {
  scope: Scope;
  conditions: readonly Condition[];
}

/** What the database is told of the person that a transaction works for; it is the setting `app.row_rights`. */
export interface RowRights {
  /** Null when no way of reaching rows depends on who the person is, so that people of equal rights share it. */
  userId: string | null;
  locationIds: readonly string[];
  /** By permission: the ways in which rows are reached, none when it is not held, null when every row is reached. */
  reach: Record<string, RowReach[] | null>;
}

/**
 * What row-level security has to keep from a person; null when that is nothing. `read` keeps back rows to read alone;
 * `write` rows to change alone, for a command that looks further than its person may; `all` both.
 */
export function rowRightsOf(
  rights: EffectiveRights,
  kept: 'read' | 'write' | 'all',
  now: number = Date.now(),
): RowRights | null {
  const reach: RowRights['reach'] = {};
  for (const permission of reading) reach[permission] = kept === 'write' ? null : waysOf(rights, permission, now);
  for (const permission of writing) reach[permission] = kept === 'read' ? null : waysOf(rights, permission, now);
  const ways = Object.values(reach).filter((each) => each !== null);
  if (ways.length === 0) return null;
  const isPersonal = ways.flat().some(({ scope }) => scope === 'own' || scope === 'location');
  const { userId, locationIds } = rights;
  return { userId: isPersonal ? userId : null, locationIds: isPersonal ? locationIds : [], reach };
}

function waysOf(rights: EffectiveRights, permission: Permission, now: number): RowReach[] | null {
  const ways = reachOf(rights, permission, now).map(({ scope, conditions }) => ({ scope, conditions }));
  return ways.some(isUnbounded) ? null : ways;
}

function isUnbounded({ scope, conditions }: RowReach): boolean {
  return (scope === 'tenant' || scope === 'all') && conditions.length === 0;
}
