import type { ConnectionIdentity } from '@muster/sync/server';
import type { PublishedEvent } from '../core/outbox.ts';
import { documentKinds } from './registry.ts';

// The session of a program is its key.
const sessionEvents = ['identity.session.revoked', 'identity.api_key.revoked'];
const userEvents = 'identity.user.';

/** Types of the events after which somebody's access may be another one, as patterns of SQL. */
export function accessEvents(): string[] {
  return [...sessionEvents, `${userEvents}%`, ...[...documentKinds()].flatMap((kind) => kind.accessEvents)];
}

/** Picks the connections whose access may have changed by an event; null when the event changes nobody's. */
export function connectionsAffectedBy(event: PublishedEvent): ((connection: ConnectionIdentity) => boolean) | null {
  const ids = new Set(event.ids);
  if (sessionEvents.includes(event.type)) return ({ sessionId }) => ids.has(sessionId);
  if (event.type.startsWith(userEvents)) return ({ user }) => ids.has(user.id);
  const names = new Set<string>();
  for (const kind of documentKinds()) {
    if (kind.accessEvents.includes(event.type)) for (const entityId of ids) names.add(`${kind.kind}/${entityId}`);
  }
  return names.size > 0 ? ({ documentName }) => names.has(documentName) : null;
}
