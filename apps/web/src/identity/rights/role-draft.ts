import type { Right } from '@muster/contract/identity/rights/effective-rights';
import type { RoleSummary } from '@muster/contract/identity/role-inputs';

/** Changes of the matrix that are not saved yet: by role, all rights that it shall hold. */
export type RoleDraft = ReadonlyMap<string, readonly Right[]>;

type Role = Pick<RoleSummary, 'id' | 'rights'>;

/** The right that a role would hold on a permission; undefined for none. */
export function rightIn(draft: RoleDraft, role: Role, permission: string): Right | undefined {
  return (draft.get(role.id) ?? role.rights).find((right) => right.permission === permission);
}

function sameRight(one: Right | undefined, other: Right | undefined): boolean {
  if (!one || !other) return one === other;
  return one.scope === other.scope && JSON.stringify(one.conditions) === JSON.stringify(other.conditions);
}

/** Whether the cell differs from what is saved. */
export function isChanged(draft: RoleDraft, role: Role, permission: string): boolean {
  const saved = role.rights.find((right) => right.permission === permission);
  return !sameRight(saved, rightIn(draft, role, permission));
}

function isSame(one: readonly Right[], other: readonly Right[]): boolean {
  return (
    one.length === other.length &&
    one.every((right) =>
      sameRight(
        right,
        other.find(({ permission }) => permission === right.permission),
      ),
    )
  );
}

/** The draft with one cell set; null takes the permission away. A role that is as saved again leaves the draft. */
export function withRight(
  draft: RoleDraft,
  role: Role,
  permission: Right['permission'],
  right: Right | null,
): RoleDraft {
  const others = (draft.get(role.id) ?? role.rights).filter((each) => each.permission !== permission);
  const rights = right ? [...others, right] : others;
  const next = new Map(draft);
  if (isSame(rights, role.rights)) next.delete(role.id);
  else next.set(role.id, rights);
  return next;
}
