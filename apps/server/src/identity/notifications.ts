import type { Notification, NotificationContent } from '@muster/contract/identity/notifications';
import type { Actor, UserActor } from '../core/actor.ts';
import { readTenant, type TenantTransaction, withTenant } from '../core/database/index.ts';
import { publish } from '../core/outbox.ts';

interface NewNotificationIds {
  /** Derived from what it tells of, so that telling twice makes one. */
  id: string;
  userId: string;
}

type NewNotification = NewNotificationIds & NotificationContent;

/** Keeps a notification for a person and tells their open screens. Saying the same one again changes nothing. */
export async function createNotification(
  transaction: TenantTransaction,
  actor: Pick<Actor, 'tenantId' | 'userId'>,
  notification: NewNotification,
): Promise<void> {
  const { id, userId, kind, payload } = notification;
  const { count } = await transaction.notification.createMany({
    data: [{ tenantId: actor.tenantId, id, userId, kind, payload: { ...payload } }],
    skipDuplicates: true,
  });
  if (count === 0) return;
  await publish(transaction, actor, {
    type: 'identity.notification.created',
    entity: 'identity.notification',
    ids: [id],
    details: { userId },
  });
}

/** Marks the actor's own notifications as read: those named, or all. */
export async function markNotificationsRead(actor: UserActor, ids: string[] | 'all'): Promise<void> {
  await withTenant(actor, async (transaction) => {
    const { count } = await transaction.notification.updateMany({
      where: {
        tenantId: actor.tenantId,
        userId: actor.userId,
        readAt: null,
        ...(ids !== 'all' && { id: { in: ids } }),
      },
      data: { readAt: new Date() },
    });
    if (count === 0) return;
    await publish(transaction, actor, {
      type: 'identity.notification.read',
      entity: 'identity.notification',
      ids: ids === 'all' ? [] : ids,
      details: { userId: actor.userId },
    });
  });
}

/** One notification as its reader gets it; null when it is gone. */
export async function notificationOf(tenantId: string, id: string): Promise<Notification | null> {
  const row = await readTenant({ tenantId }).notification.findUnique({ where: { tenantId_id: { tenantId, id } } });
  return row && toNotification(row);
}

interface NotificationRow {
  id: string;
  kind: string;
  payload: unknown;
  createdAt: Date;
  readAt: Date | null;
}

export function toNotification(row: NotificationRow): Notification {
  return {
    id: row.id,
    ...({ kind: row.kind, payload: row.payload } as NotificationContent),
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}
