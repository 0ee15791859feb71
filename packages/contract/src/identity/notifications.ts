/** Something that concerns one person, kept until read. `payload` depends on `kind`. */
export interface Notification {
  id: string;
  kind: NotificationKind;
  payload: NotificationPayload;
  /** ISO 8601 in UTC. */
  createdAt: string;
  readAt: string | null;
}

/** What a person is told about: somebody gave them a card, or opened a board to them. */
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
