import type { NotificationKind, NotificationPayload } from '@muster/contract/identity/notifications';
import { v5 } from 'uuid';
import { type Actor, systemActor } from '../core/actor.ts';
import { type TenantTransaction, withTenant } from '../core/database/index.ts';
import type { PublishedEvent } from '../core/outbox.ts';
import type { Subscriber } from '../core/outbox-relay.ts';
import { createNotification } from '../identity/index.ts';
import { findBoard } from './find-board.ts';
import { can } from './policy.ts';
import { findRecipient } from './recipient.ts';

/** Namespace of notification ids: one event tells one person once, however often it is delivered. */
const namespace = '5b1f2f0e-6c0f-5d3a-9a53-0c1f6c2b7d11';

interface Message {
  kind: NotificationKind;
  userId: string;
  boardId: string;
  cardId: string | null;
}

/** Tells people of the cards that they were given and of the boards that were opened to them. */
export const notifyPeople: Subscriber = async (event) => {
  const message = messageOf(event);
  if (!message || message.userId === event.actorId) return;
  const author: Actor = { ...systemActor(event.tenantId), userId: event.actorId };
  await withTenant(author, async (transaction) => {
    const payload = await payloadFor(transaction, author, message);
    if (!payload) return;
    const { kind, userId } = message;
    await createNotification(transaction, author, {
      id: v5(`${event.id} ${userId}`, namespace),
      userId,
      kind,
      payload,
    });
  });
};

function messageOf({ type, ids, details }: PublishedEvent): Message | null {
  const { userId, boardId, invited } = details ?? {};
  const [id] = ids;
  if (typeof userId !== 'string' || !id) return null;
  if (type === 'work.card.assigned' && typeof boardId === 'string') {
    return { kind: 'card.assigned', userId, boardId, cardId: id };
  }
  if (type === 'work.board.member_changed' && invited === true) {
    return { kind: 'board.shared', userId, boardId: id, cardId: null };
  }
  return null;
}

/** What the message says; null when there is nothing left to tell, or nobody who may see it. */
async function payloadFor(
  transaction: TenantTransaction,
  { tenantId, userId: authorId }: Actor,
  { userId, boardId, cardId }: Message,
): Promise<NotificationPayload | null> {
  const recipient = await findRecipient(transaction, tenantId, userId);
  const found = recipient && (await findBoard(transaction, recipient, boardId));
  if (!found || !can(recipient, 'read', found.board, found.membership)) return null;
  const card = cardId && (await transaction.card.findFirst({ where: { tenantId, id: cardId, deletedAt: null } }));
  if (cardId && !card) return null;
  const author = authorId && (await transaction.user.findFirst({ where: { tenantId, id: authorId } }));
  return {
    actorId: author ? author.id : null,
    actorName: author ? author.name : 'Muster',
    boardId,
    boardName: found.board.name,
    ...(card && { cardId: card.id, cardTitle: card.title }),
  };
}
