import type { Actor } from '../core/actor.ts';
import { hasPermission } from '../core/actor.ts';

/** Whether the actor may change a person: only with the permission, and never somebody whose level is above their own. */
export function canManageUser(actor: Actor, subject: { level: number }): boolean {
  return hasPermission(actor, 'identity:user:manage') && actor.level >= subject.level;
}
