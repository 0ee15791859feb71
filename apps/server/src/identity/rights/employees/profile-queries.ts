import { nextAvailable } from '@muster/contract/identity/availability';
import { type Availability, certificationState, type EmployeeProfile } from '@muster/contract/identity/employees';
import { hasPermission, type UserActor } from '../../../core/actor.ts';
import { readTenant, type TenantTransaction } from '../../../core/database/index.ts';
import { forbidden, notFound } from '../../../core/errors.ts';
import { personFields } from '../../custom-fields/identity-owners.ts';
import { rightsOf } from '../rights-of.ts';
import { subjectOfEmployee, subjectOfUser } from '../subjects.ts';
import { openSealed } from './open-sealed.ts';

const included = {
  location: { select: { id: true, name: true, timeZone: true } },
  alsoAt: { select: { locationId: true } },
  roles: { select: { roleId: true } },
  groups: { select: { groupId: true } },
  employee: { include: { skills: true, certifications: true } },
} as const;

/** A person with all that a profile shows, or null. */
export function findEmployee(transaction: TenantTransaction, tenantId: string, userId: string) {
  return transaction.user.findFirst({ where: { tenantId, id: userId, deletedAt: null }, include: included });
}

/** A person's row with their profile, as {@link findEmployee} reads it. */
export type EmployeeRow = NonNullable<Awaited<ReturnType<typeof findEmployee>>>;

/** A person's profile. Their own it may be too, with the scope that everybody has. Pay is there for whoever may know it. */
export async function getEmployee(actor: UserActor, userId: string): Promise<EmployeeProfile> {
  const row = await findEmployee(readTenant({ tenantId: actor.tenantId }), actor.tenantId, userId);
  const mayKnow = row && (row.id === actor.userId || hasPermission(actor, 'identity:user:read', subjectOfUser(row)));
  if (!row || !mayKnow) throw notFound('person');
  const subject = subjectOfEmployee(row, row.employee);
  if (!hasPermission(actor, 'identity:employee:read', subject)) throw forbidden(`see the profile of ${row.name}`);
  const { level } = await rightsOf(actor.tenantId, userId);
  const [customFields = null] = await personFields.show(actor, [row]);
  const profile = { ...toProfile(row), level, customFields };
  if (!hasPermission(actor, 'identity:pay:read', subject)) return profile;
  return { ...profile, ...openSealed(row) };
}

function toProfile(row: EmployeeRow): Omit<EmployeeProfile, 'level' | 'pay' | 'privateNumbers' | 'customFields'> {
  const { employee, location, roles, groups, alsoAt, id, name, email, color, status, version } = row;
  return {
    ...{ userId: id, name, email, color, status, userVersion: version, homeLocation: location },
    roleIds: roles.map(({ roleId }) => roleId),
    groupIds: groups.map(({ groupId }) => groupId),
    otherLocationIds: alsoAt.map(({ locationId }) => locationId),
    version: employee?.version ?? 0,
    number: employee?.number ?? null,
    hireDate: toDay(employee?.hireDate),
    title: employee?.title ?? null,
    department: employee?.department ?? null,
    ...listsOf(employee),
    nextHours: nextHoursOf(row),
  };
}

/** On the clock of the home branch; whoever has none has no clock to go by. */
function nextHoursOf({ employee, location }: EmployeeRow): EmployeeProfile['nextHours'] {
  if (!employee || !location) return null;
  const next = nextAvailable(employee.availability as Availability, location.timeZone, new Date());
  return next && { from: next.from.toISOString(), to: next.to.toISOString() };
}

function listsOf(
  employee: EmployeeRow['employee'],
): Pick<EmployeeProfile, 'skills' | 'certifications' | 'availability'> {
  const today = new Date().toISOString().slice(0, 10);
  const certifications = (employee?.certifications ?? []).map(({ id, name, issuedOn, expiresOn }) => ({
    ...{ id, name, issuedOn: toDay(issuedOn), expiresOn: toDay(expiresOn) },
    state: certificationState(toDay(expiresOn), today),
  }));
  return {
    skills: (employee?.skills ?? [])
      .map(({ name, level }) => ({ name, level }))
      .sort((one, other) => other.level - one.level || one.name.localeCompare(other.name)),
    certifications: certifications.sort((one, other) => (one.expiresOn ?? '9').localeCompare(other.expiresOn ?? '9')),
    availability: (employee?.availability ?? []) as Availability,
  };
}

/** A day without a time, as ISO 8601. */
export function toDay(date: Date | null | undefined): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
