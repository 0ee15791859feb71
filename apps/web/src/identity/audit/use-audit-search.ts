import type { AuditFilter } from '@muster/contract/identity/audit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { dateOf } from '../../core/use-format.ts';

/** What the address says of the audit screen. */
type AuditSearch = ReturnType<typeof useAuditSearch>['search'];

/** The filters as the address holds them, and how to change them. A change closes the open entry. */
export function useAuditSearch() {
  const search = useSearch({ from: '/shell/admin/audit' });
  const navigate = useNavigate({ from: '/admin/audit' });
  const change = (changed: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, entry: undefined, ...changed }), replace: true });
  return { search, change };
}

/** The filters as the server takes them: days become instants of the reader's zone, the last day whole. */
export function filterOf({ entity, actor, operator, action, location, from, to }: AuditSearch): AuditFilter {
  return {
    ...(entity && { entity }),
    ...(actor && { actorId: actor }),
    ...(operator && { operatorId: operator }),
    ...(action && { action }),
    ...(location && { locationId: location }),
    ...(from && { from: dateOf(from).toISOString() }),
    ...(to && { to: dayAfter(dateOf(to)).toISOString() }),
  };
}

function dayAfter(day: Date): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
}
