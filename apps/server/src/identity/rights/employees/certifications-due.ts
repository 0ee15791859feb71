import type { PageInput } from '@muster/contract/core/pagination';
import {
  type DueCertification,
  type DueCertifications,
  type DueState,
  mostUrgent,
} from '@muster/contract/identity/certifications';
import { certificationState, certificationWarningDays } from '@muster/contract/identity/employees';
import { hasPermission, type UserActor } from '../../../core/actor.ts';
import { readTenant } from '../../../core/database/index.ts';
import { toPage } from '../../../core/page.ts';
import { subjectOfEmployee, subjectOfUser } from '../subjects.ts';
import { toDay } from './profile-queries.ts';

/** Most that are looked through: beyond that, the oldest are what matters. */
const most = 2_000;

/** Those that have expired, or will within the time of warning. */
function isDue() {
  return { expiresOn: { lte: new Date(Date.now() + certificationWarningDays * 86_400_000) } };
}

/** What a list of people reads to say whose certifications are due. */
export function dueOnes() {
  return { where: isDue(), select: { expiresOn: true } };
}

type PersonRow = Parameters<typeof subjectOfUser>[0] & {
  employee: { department: string | null; title: string | null; certifications: { expiresOn: Date | null }[] } | null;
};

/** The most urgent state among a person's certifications; null when none is due, or the actor may not know. */
export function urgencyOf(actor: UserActor, row: PersonRow): DueState | null {
  if (!row.employee || !hasPermission(actor, 'identity:employee:read', subjectOfEmployee(row, row.employee)))
    return null;
  const lastDays = row.employee.certifications.map(({ expiresOn }) => toDay(expiresOn));
  return mostUrgent(lastDays, toDay(new Date()) ?? '');
}

/** Certifications that have expired or soon will, of people whose profiles the actor manages. */
export async function dueCertifications(actor: UserActor, { cursor, limit }: PageInput): Promise<DueCertifications> {
  const due = await readDue(actor);
  const count = (state: DueCertification['state']) => due.filter((each) => each.state === state).length;
  const from = cursor ? due.findIndex(({ id }) => id === cursor) + 1 : 0;
  const page = toPage(
    due.slice(from, from + limit + 1),
    limit,
    ({ id }) => id,
    (each) => each,
  );
  return { ...page, counts: { expired: count('expired'), expiring: count('expiring') } };
}

async function readDue(actor: UserActor): Promise<DueCertification[]> {
  const { tenantId } = actor;
  const rows = await readTenant({ tenantId }).employeeCertification.findMany({
    where: {
      ...{ tenantId, ...isDue() },
      employee: { user: { deletedAt: null, status: 'active' } },
    },
    include: { employee: { include: { user: { include: { alsoAt: { select: { locationId: true } } } } } } },
    orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
    take: most,
  });
  const today = toDay(new Date()) ?? '';
  return rows.flatMap(({ id, name, expiresOn, employee }) => {
    const { user } = employee;
    const mayKnow =
      hasPermission(actor, 'identity:user:read', subjectOfUser(user)) &&
      hasPermission(actor, 'identity:employee:manage', subjectOfEmployee(user, employee));
    const lastDay = toDay(expiresOn);
    const state = certificationState(lastDay, today);
    if (!mayKnow || lastDay === null || state === 'valid') return [];
    return [{ id, userId: user.id, personName: user.name, personColor: user.color, name, expiresOn: lastDay, state }];
  });
}
