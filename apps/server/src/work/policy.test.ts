import type { BoardAccess } from '@muster/contract/work/boards';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { type BoardAction, type BoardSubject, can, effectiveAccess, shownAccess } from './policy.ts';

const memberPermissions = [
  'work:board:read',
  'work:board:update',
  'work:board:delete',
  'work:board:share',
  'work:card:update',
];

function actor(change: Partial<Actor> = {}): Actor {
  const permissions = new Set(memberPermissions);
  return {
    tenantId: 't',
    userId: 'ann',
    name: 'Ann',
    level: 50,
    permissions,
    sessionId: null,
    requestId: null,
    ...change,
  };
}

const reader = actor({ permissions: new Set(['work:board:read', 'work:card:read']), level: 10 });
const manager = actor({ level: 70 });

function board(change: Partial<BoardSubject> = {}): BoardSubject {
  return { kind: 'team', tenantAccess: 'none', ownerId: 'bob', deletedAt: null, ...change };
}

describe('effective access', () => {
  test.each<[string, Actor, BoardSubject, BoardAccess | null, BoardAccess | null]>([
    ['nobody invited: none', actor(), board(), null, null],
    ['the owner', actor(), board({ ownerId: 'ann' }), null, 'owner'],
    ['an invitation', actor(), board(), 'viewer', 'viewer'],
    ['the company’s share', actor(), board({ tenantAccess: 'viewer' }), null, 'viewer'],
    ['the higher of both', actor(), board({ tenantAccess: 'editor' }), 'viewer', 'editor'],
    ['the higher of both, the other way round', actor(), board({ tenantAccess: 'viewer' }), 'owner', 'owner'],
    ['a manager on a team board', manager, board(), null, 'editor'],
    ['a manager on a personal board', manager, board({ kind: 'personal' }), null, null],
    ['a manager’s level without the permission', { ...reader, level: 90 }, board(), null, null],
  ])('%s', (_name, who, what, membership, expected) => {
    expect(effectiveAccess(who, what, membership)).toBe(expected);
  });
});

describe('actions', () => {
  const actions: BoardAction[] = ['read', 'edit', 'rename', 'share', 'delete', 'restore'];
  const allowed = (who: Actor, what: BoardSubject, membership: BoardAccess | null) =>
    actions.filter((action) => can(who, action, what, membership));

  test.each<[string, Actor, BoardSubject, BoardAccess | null, BoardAction[]]>([
    ['a stranger', actor(), board(), null, []],
    ['a viewer', actor(), board(), 'viewer', ['read']],
    ['an editor', actor(), board(), 'editor', ['read', 'edit', 'rename']],
    ['an owner', actor(), board(), 'owner', ['read', 'edit', 'rename', 'share', 'delete']],
    ['a manager', manager, board(), null, ['read', 'edit', 'rename']],
    ['an editor whose role only reads', reader, board(), 'editor', ['read']],
    ['an owner whose role only reads', reader, board(), 'owner', ['read']],
    ['a person without the permission to read', actor({ permissions: new Set() }), board(), 'owner', []],
    ['the owner of a deleted board', actor(), board({ ownerId: 'ann', deletedAt: new Date() }), null, ['restore']],
    ['an editor of a deleted board', actor(), board({ deletedAt: new Date() }), 'editor', []],
  ])('%s', (_name, who, what, membership, expected) => {
    expect(allowed(who, what, membership)).toEqual(expected);
  });

  test('the web app is told what the person can really do', () => {
    expect(shownAccess(reader, board(), 'owner')).toBe('viewer');
    expect(shownAccess(actor(), board(), 'editor')).toBe('editor');
  });
});
