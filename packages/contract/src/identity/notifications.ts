/** Something that concerns one person, kept until read; instants are ISO 8601 in UTC. */
export type Notification = { id: string; createdAt: string; readAt: string | null } & NotificationContent;

/** What a notification says; `payload` depends on `kind`. */
export type NotificationContent =
  | { kind: NotificationKind; payload: NotificationPayload }
  | { kind: 'operator.acting'; payload: OperatorNotificationPayload };

/** What a person is told about a board: somebody gave them a card, or opened a board to them. */
export type NotificationKind = 'card.assigned' | 'board.shared';

/** What it takes to say it in the reader's language and to lead them there. */
export interface NotificationPayload {
  /** Who did it, for their colour; null when nobody in person did. */
  actorId: string | null;
  actorName: string;
  boardId: string;
  boardName: string;
  cardId?: string;
  cardTitle?: string;
}

/** That an operator of the platform began to act in the person's name, and why. */
export interface OperatorNotificationPayload {
  actorId: null;
  actorName: string;
  reason: string;
}
