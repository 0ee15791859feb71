import type { GroupSummary } from '@muster/contract/identity/groups';

/** A group in its place: how deep it stands, and whether groups stand below it. */
export interface TreeRow {
  group: GroupSummary;
  depth: number;
  hasChildren: boolean;
}

/** The groups in the order of the tree, without what stands below those that are closed. */
export function treeRows(groups: readonly GroupSummary[], closed: ReadonlySet<string>): TreeRow[] {
  // A group whose parent is not among those shown stands at the top.
  const shown = new Set(groups.map(({ id }) => id));
  const below = (id: string | null) =>
    groups.filter(({ parentId }) => (parentId !== null && shown.has(parentId) ? parentId : null) === id);
  const rowsUnder = (parentId: string | null, depth: number): TreeRow[] =>
    below(parentId).flatMap((group) => {
      const hasChildren = below(group.id).length > 0;
      const row = { group, depth, hasChildren };
      return hasChildren && !closed.has(group.id) ? [row, ...rowsUnder(group.id, depth + 1)] : [row];
    });
  return rowsUnder(null, 0);
}

/** The groups above one, the nearest first. */
export function groupsAbove(groups: readonly GroupSummary[], id: string): GroupSummary[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const above: GroupSummary[] = [];
  let next = byId.get(byId.get(id)?.parentId ?? '');
  while (next && !above.includes(next)) {
    above.push(next);
    next = byId.get(next.parentId ?? '');
  }
  return above;
}

/** Those that match a word, with every group above them, so that each is seen in its place. */
export function matchingGroups(groups: readonly GroupSummary[], word: string): GroupSummary[] {
  const plain = word.trim().toLowerCase();
  if (!plain) return [...groups];
  const shown = new Set<string>();
  for (const group of groups) {
    if (!`${group.name} ${group.description}`.toLowerCase().includes(plain)) continue;
    for (const each of [group, ...groupsAbove(groups, group.id)]) shown.add(each.id);
  }
  return groups.filter(({ id }) => shown.has(id));
}
