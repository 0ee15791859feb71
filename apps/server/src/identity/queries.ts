import type { PageInput } from '@muster/contract/core/pagination';
import type { UserActor } from '../core/actor.ts';
import { readTenant } from '../core/database/index.ts';
import { toPage } from '../core/page.ts';
import { toNotification } from './notifications.ts';
import { placeOf } from './sign-in/device-place.ts';

type Search = PageInput & { search?: string | undefined };

/** People of the tenant by name, with their roles and branch. */
export async function listUsers(actor: UserActor, { cursor, limit, search }: Search) {
  const rows = await readTenant(actor).user.findMany({
    where: { tenantId: actor.tenantId, deletedAt: null, ...(search && searchIn(['name', 'email'], search)) },
    include: {
      location: { select: { name: true } },
      roles: { include: { role: { select: { key: true, name: true, level: true } } } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor && { cursor: { tenantId_id: { tenantId: actor.tenantId, id: cursor } }, skip: 1 }),
  });
  return toPage(
    rows,
    limit,
    (row) => row.id,
    (row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      color: row.color,
      status: row.status,
      version: row.version,
      roles: row.roles.map(({ role }) => ({ key: role.key, name: role.name })),
      locationName: row.location?.name ?? null,
    }),
  );
}

/** Branches of the tenant by name. */
export async function listLocations(actor: UserActor, { cursor, limit, search }: Search) {
  const rows = await readTenant(actor).location.findMany({
    where: { tenantId: actor.tenantId, deletedAt: null, ...(search && searchIn(['name', 'address'], search)) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor && { cursor: { tenantId_id: { tenantId: actor.tenantId, id: cursor } }, skip: 1 }),
  });
  return toPage(
    rows,
    limit,
    (row) => row.id,
    ({ tenantId: _tenant, createdAt, updatedAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      deletedAt: null,
    }),
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
