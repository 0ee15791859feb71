import type { Change } from '@muster/contract/core/changes';
import type { QueryKey } from '@tanstack/react-query';
import { queryClient } from '../../core/query-client.ts';
import { trpc } from '../../core/trpc.ts';

/** What the screens read of each kind of record; a context adds a line when it adds a list. */
const readers: Record<string, () => QueryKey[]> = {
  'work.board': () => [trpc.work.pathKey(), trpc.collaboration.pathKey()],
  'work.card': () => [trpc.work.boards.list.pathKey(), trpc.work.cards.pathKey(), trpc.work.search.pathKey()],
  'collaboration.version': () => [trpc.collaboration.pathKey()],
  'identity.user': () => [
    trpc.identity.users.pathKey(),
    trpc.identity.me.pathKey(),
    trpc.identity.employees.pathKey(),
    trpc.identity.rights.pathKey(),
  ],
  'identity.role': () => [trpc.identity.roles.pathKey(), trpc.identity.users.pathKey()],
  'identity.group': () => [trpc.identity.groups.pathKey()],
  'identity.grant': () => [trpc.identity.grants.pathKey()],
  'identity.employee': () => [trpc.identity.employees.pathKey()],
  'identity.location': () => [trpc.identity.locations.pathKey(), trpc.identity.users.pathKey()],
  'identity.custom_field': () => [
    trpc.identity.customFields.pathKey(),
    trpc.identity.users.pathKey(),
    trpc.identity.locations.pathKey(),
    trpc.work.boards.pathKey(),
  ],
  'identity.api_key': () => [trpc.identity.apiKeys.pathKey()],
  'identity.operator_access': () => [trpc.identity.operatorAccess.pathKey()],
  'identity.session': () => [trpc.identity.sessions.pathKey()],
  'identity.notification': () => [trpc.identity.notifications.pathKey()],
};

/** Asks again for what the changed records appear in: at once where it is on the screen, later where it is not. */
export function invalidateChanged(changes: readonly Pick<Change, 'entity'>[]): void {
  const entities = new Set(changes.map((change) => change.entity));
  const known = [...entities].filter((entity) => entity in readers);
  // Whatever changes is audited.
  const keys: QueryKey[] = known.length > 0 ? [trpc.identity.audit.pathKey()] : [];
  keys.push(...known.flatMap((entity) => readers[entity]?.() ?? []));
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
}

/** Nobody can say what was missed: everything that was asked before now is asked again. */
export function invalidateAll(): void {
  const now = Date.now();
  void queryClient.invalidateQueries({ predicate: (query) => query.state.dataUpdatedAt < now });
}
