import type { Permission } from '@muster/contract/identity/permissions';
import { allows } from '@muster/contract/identity/rights/decide';
import type { EffectiveRights, Subject } from '@muster/contract/identity/rights/effective-rights';
import type { SignedInUser } from '@muster/contract/identity/sign-in';

/** Who acts: a signed-in person, or the system itself on behalf of one tenant. */
export interface Actor {
  tenantId: string;
  userId: string | null;
  name: string;
  /** Level of the person's highest role, 0–100. */
  level: number;
  /** Every permission held for some records at least. */
  permissions: ReadonlySet<string>;
  /** How each permission is held; without it `permissions` says everything, and every row of the tenant is reached. */
  rights?: EffectiveRights;
  sessionId: string | null;
  requestId: string | null;
  /** Set when it is an operator of the platform, looking as themselves or acting as this person. */
  operator?: OperatorBehind;
}

/** The operator of the platform behind an actor: who, why, and until when. */
export interface OperatorBehind {
  id: string;
  name: string;
  accessId: string;
  reason: string;
  endsAt: Date;
  /** Set while they act as the person that the actor is. */
  impersonation: { id: string; userName: string; reason: string; endsAt: Date } | null;
  /** Writes down what is about to be opened. When that fails, it must not be opened. */
  record: (opened: Opened) => Promise<void>;
}

/** Something of a company that an operator opens: a procedure or a live document, and the records that it names. */
export interface Opened {
  kind: 'procedure' | 'document';
  target: string;
  entityIds: readonly string[];
}

/** A signed-in person: what every procedure but the public ones is given. */
export interface UserActor extends Actor {
  userId: string;
  rights: EffectiveRights;
  sessionId: string;
  /** When the person last proved who they are, and by what. */
  authenticatedAt: Date;
  methods: readonly string[];
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

/**
 * Whether the actor holds a permission: for this record, or without a subject for some records at least. A scope of
 * own or location, and conditions on fields, count only where a subject is given.
 */
export function hasPermission(actor: Actor, permission: Permission, subject?: Subject): boolean {
  if (!actor.permissions.has(permission)) return false;
  return actor.rights ? allows(actor.rights, permission, subject) : !subject || subject.tenantId === actor.tenantId;
}
