import type { Right } from '@muster/contract/identity/rights/effective-rights';
import { describe, expect, it } from 'vitest';
import { isChanged, rightIn, withRight } from './role-draft.ts';

const read: Right = { permission: 'work:board:read', scope: 'tenant', conditions: [] };
const role = { id: 'r', rights: [read] };
const own: Right = { ...read, scope: 'own' };

describe('the draft of the matrix', () => {
  it('shows what is saved until a cell is set', () => {
    expect(rightIn(new Map(), role, 'work:board:read')).toEqual(read);
    expect(isChanged(new Map(), role, 'work:board:read')).toBe(false);
  });

  it('holds a change, and says where it is', () => {
    const draft = withRight(new Map(), role, 'work:board:read', own);
    expect(rightIn(draft, role, 'work:board:read')?.scope).toBe('own');
    expect(isChanged(draft, role, 'work:board:read')).toBe(true);
    expect(isChanged(draft, role, 'work:card:read')).toBe(false);
  });

  it('forgets a role that is as saved again', () => {
    const taken = withRight(new Map(), role, 'work:board:read', null);
    expect(taken.size).toBe(1);
    expect(withRight(taken, role, 'work:board:read', { ...read }).size).toBe(0);
  });

  it('sees a change of conditions', () => {
    const only: Right = { ...read, conditions: [{ field: 'kind', operator: 'is', value: 'team' }] };
    expect(isChanged(withRight(new Map(), role, 'work:board:read', only), role, 'work:board:read')).toBe(true);
  });
});
