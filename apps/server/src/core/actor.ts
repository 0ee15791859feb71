import type { Permission } from '@muster/contract/identity/permissions';
import type { SignedInUser } from '@muster/contract/identity/sign-in';

/** Who acts: a signed-in person, or the system itself on behalf of one tenant. */
export interface Actor {
  tenantId: string;
  userId: string | null;
  name: string;
  /** Level of the person's highest role, 0–100. */
  level: number;
  permissions: ReadonlySet<string>;
  sessionId: string | null;
  requestId: string | null;
}

/** A signed-in person: what every procedure but the public ones is given. */
export interface UserActor extends Actor {
  userId: string;
  sessionId: string;
}

/** A signed-in person with what their screens, cursors and avatars show of them. */
export interface SignedIn {
  actor: UserActor;
  user: SignedInUser;
  tenant: { id: string; name: string };
}

/** The actor of what nobody asked for by hand: projection, relays, seeds. It may do everything within its tenant. */
export function systemActor(tenantId: string, name = 'Muster'): Actor {
  return { tenantId, userId: null, name, level: 100, permissions: everything, sessionId: null, requestId: null };
}

const everything: ReadonlySet<string> = new (class extends Set<string> {
  override has(): boolean {
    return true;
  }
})();

export function hasPermission(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}
