import type { GroupSummary } from '@muster/contract/identity/groups';
import { describe, expect, it } from 'vitest';
import { groupsAbove, matchingGroups, treeRows } from './group-tree.ts';

function group(id: string, parentId: string | null = null): GroupSummary {
  return { id, parentId, name: id, description: '', version: 1, roles: [], members: 0 };
}

const groups = [group('a'), group('b', 'a'), group('c', 'b'), group('d')];

describe('the tree of groups', () => {
  it('stands in order, each below its parent', () => {
    expect(treeRows(groups, new Set()).map(({ group: { id }, depth }) => `${id}${depth}`)).toEqual([
      'a0',
      'b1',
      'c2',
      'd0',
    ]);
  });

  it('hides what stands below a closed group', () => {
    expect(treeRows(groups, new Set(['a'])).map(({ group: { id } }) => id)).toEqual(['a', 'd']);
  });

  it('knows what stands above, the nearest first', () => {
    expect(groupsAbove(groups, 'c').map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('shows matches in their place', () => {
    expect(matchingGroups(groups, 'C').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
