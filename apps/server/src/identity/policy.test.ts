import { describe, expect, it } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { canManageUser } from './policy.ts';

function actorWith(level: number, permissions: string[]): Actor {
  return {
    tenantId: 't',
    userId: 'u',
    name: 'A',
    level,
    permissions: new Set(permissions),
    sessionId: null,
    requestId: null,
  };
}

describe('canManageUser', () => {
  it('needs the permission', () => {
    expect(canManageUser(actorWith(100, []), { level: 10 })).toBe(false);
  });

  it('reaches people of the same level and below, never above', () => {
    const manager = actorWith(70, ['identity:user:manage']);
    expect(canManageUser(manager, { level: 70 })).toBe(true);
    expect(canManageUser(manager, { level: 10 })).toBe(true);
    expect(canManageUser(manager, { level: 90 })).toBe(false);
  });
});
