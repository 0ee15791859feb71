import type { ConnectionIdentity } from '@muster/sync/server';
import type { PublishedEvent } from '../core/outbox.ts';
import { documentKinds } from './registry.ts';

/** Picks the connections whose access may have changed by an event; null when the event changes nobody's. */
export function connectionsAffectedBy(event: PublishedEvent): ((connection: ConnectionIdentity) => boolean) | null {
  const ids = new Set(event.ids);
  // The session of a program is its key.
  if (event.type === 'identity.session.revoked' || event.type === 'identity.api_key.revoked')
    return ({ sessionId }) => ids.has(sessionId);
  if (event.type.startsWith('identity.user.')) return ({ user }) => ids.has(user.id);
  const names = new Set<string>();
  for (const kind of documentKinds()) {
    for (const entityId of kind.accessChangedBy(event)) names.add(`${kind.kind}/${entityId}`);
  }
  return names.size > 0 ? ({ documentName }) => names.has(documentName) : null;
}
