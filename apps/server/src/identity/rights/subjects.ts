import type { Subject } from '@muster/contract/identity/rights/effective-rights';

interface UserRow {
  tenantId: string;
  id: string;
  locationId: string | null;
  alsoAt: readonly { locationId: string }[];
  status: string;
  locale: string;
}

/** A person as decisions see them: their own, at all their branches. */
export function subjectOfUser(user: UserRow): Subject {
  return {
    tenantId: user.tenantId,
    ownerIds: [user.id],
    locationIds: locationIdsOf(user),
    fields: { status: user.status, locale: user.locale, homeLocationId: user.locationId },
  };
}

/** Somebody who is about to get an account, at a branch or at none; they are nobody's own. */
export function subjectOfNewcomer(tenantId: string, locationId: string | null): Subject {
  return {
    tenantId,
    ownerIds: [],
    locationIds: locationId ? [locationId] : [],
    fields: { status: 'active', locale: 'en', homeLocationId: locationId },
  };
}

interface LocationRow {
  tenantId: string;
  id: string;
  ownership: string;
  storage: string;
  trucks: number;
  customerCare: boolean;
}

/** A branch as decisions see it: nobody's own, and at itself. */
export function subjectOfLocation({ tenantId, id, ownership, storage, trucks, customerCare }: LocationRow): Subject {
  return { tenantId, ownerIds: [], locationIds: [id], fields: { ownership, storage, trucks, customerCare } };
}

interface EmployeeFields {
  department: string | null;
  title: string | null;
}

/** A person's profile, or pay, as decisions see it. */
export function subjectOfEmployee(user: UserRow, employee: EmployeeFields | null): Subject {
  const { department = null, title = null } = employee ?? {};
  return { ...subjectOfUser(user), fields: { department, title, homeLocationId: user.locationId } };
}

/** All branches where a person works, the home branch first. */
export function locationIdsOf({ locationId, alsoAt }: Pick<UserRow, 'locationId' | 'alsoAt'>): string[] {
  return [...new Set([...(locationId ? [locationId] : []), ...alsoAt.map((also) => also.locationId)])];
}
