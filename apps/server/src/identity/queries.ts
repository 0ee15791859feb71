import type { Page, PageInput } from '@muster/contract/core/pagination';
import type { CustomFieldQuery } from '@muster/contract/identity/custom-fields/filter';
import { hasPermission, type UserActor } from '../core/actor.ts';
import { type Prisma, readTenant } from '../core/database/index.ts';
import { toPage } from '../core/page.ts';
import { asksForFields } from './custom-fields/find-page.ts';
import { locationFields, personFields } from './custom-fields/identity-owners.ts';
import { toNotification } from './notifications.ts';
import { dueOnes, urgencyOf } from './rights/employees/certifications-due.ts';
import { subjectOfEmployee } from './rights/subjects.ts';
import { placeOf } from './sign-in/device-place.ts';

type Search = PageInput & CustomFieldQuery & { search?: string | undefined };

/** People of the tenant by name, or as their custom fields order them, with their roles and branch. */
export async function listUsers(actor: UserActor, input: Search) {
  const { cursor, limit, search } = input;
  const where = { tenantId: actor.tenantId, deletedAt: null, ...(search && searchIn(['name', 'email'], search)) };
  const page = asksForFields(input)
    ? await personFields.page(actor, input, (ids) => findUsers(actor, { where: { ...where, id: { in: ids } } }))
    : pageOf(await findUsers(actor, { where, ...pageAfter(actor, cursor, limit) }), limit);
  const fields = await personFields.show(actor, page.items, (row) =>
    hasPermission(actor, 'identity:employee:read', subjectOfEmployee(row, row.employee)),
  );
  const items = page.items.map((row, index) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    color: row.color,
    status: row.status,
    version: row.version,
    roles: row.roles.map(({ role }) => ({ key: role.key, name: role.name })),
    locationName: row.location?.name ?? null,
    customFields: fields[index] ?? null,
    certification: urgencyOf(actor, row),
  }));
  return { ...page, items };
}

const byName = [{ name: 'asc' as const }, { id: 'asc' as const }];

function findUsers(actor: UserActor, query: Pick<Prisma.UserFindManyArgs, 'where' | 'take' | 'skip' | 'cursor'>) {
  return readTenant(actor).user.findMany({
    ...query,
    include: {
      location: { select: { name: true } },
      roles: { include: { role: { select: { key: true, name: true, level: true } } } },
      alsoAt: { select: { locationId: true } },
      employee: { select: { department: true, title: true, certifications: dueOnes() } },
    },
    orderBy: byName,
  });
}

/** Branches of the tenant by name, or as their custom fields order them. */
export async function listLocations(actor: UserActor, input: Search) {
  const { cursor, limit, search } = input;
  const where = { tenantId: actor.tenantId, deletedAt: null, ...(search && searchIn(['name', 'address'], search)) };
  const locations = readTenant(actor).location;
  const page = asksForFields(input)
    ? await locationFields.page(actor, input, (ids) => locations.findMany({ where: { ...where, id: { in: ids } } }))
    : pageOf(await locations.findMany({ where, orderBy: byName, ...pageAfter(actor, cursor, limit) }), limit);
  const fields = await locationFields.show(actor, page.items);
  const items = page.items.map(({ tenantId: _tenant, createdAt, updatedAt, ...row }, index) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deletedAt: null,
    customFields: fields[index] ?? null,
  }));
  return { ...page, items };
}

function pageAfter({ tenantId }: UserActor, cursor: string | undefined, limit: number) {
  return { take: limit + 1, ...(cursor && { cursor: { tenantId_id: { tenantId, id: cursor } }, skip: 1 }) };
}

function pageOf<Row extends { id: string }>(rows: Row[], limit: number): Page<Row> {
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => row,
  );
}

/** The devices on which the actor is signed in, the one used last first. */
export async function listSessions(actor: UserActor, { cursor, limit }: PageInput) {
  const rows = await readTenant(actor).session.findMany({
    where: {
      tenantId: actor.tenantId,
      userId: actor.userId,
      expiresAt: { gt: new Date() },
      ...(cursor && { id: { lt: cursor } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => ({
      id: row.id,
      current: row.id === actor.sessionId,
      userAgent: row.userAgent,
      ipAddress: row.ipAddress,
      place: placeOf(row.ipAddress),
      methods: row.methods,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt.toISOString(),
    }),
  );
}

/** The actor's own notifications, newest first, with how many are unread. */
export async function listNotifications(actor: UserActor, { cursor, limit }: PageInput) {
  const own = { tenantId: actor.tenantId, userId: actor.userId };
  const [rows, unread] = await Promise.all([
    readTenant(actor).notification.findMany({
      where: { ...own, ...(cursor && { id: { lt: cursor } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    }),
    readTenant(actor).notification.count({ where: { ...own, readAt: null } }),
  ]);
  return { ...toPage(rows, limit, (row) => row.id, toNotification), unread };
}

function searchIn(fields: string[], search: string) {
  return { OR: fields.map((field) => ({ [field]: { contains: search, mode: 'insensitive' as const } })) };
}
