import type { NotificationKind, NotificationPayload } from '@muster/contract/identity/notifications';
import type { BoardCard } from '@muster/contract/work/board-contents';
import { readBoard } from '@muster/contract/work/board-whole';
import type { BuiltBoard } from './board-plan.ts';
import type { Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { day, hour, isoInstant, minute } from './instants.ts';
import { shownLogins } from './logins.ts';
import type { Person } from './people.ts';

/** What the people of the demo logins were told about a board: that it was opened to them, and their newest cards on it. */
export function notificationRows(company: Company, board: BuiltBoard): Row[] {
  if (board.plan.imported) return [];
  const emails = new Set<string>(shownLogins.map((login) => login.email));
  const shown = (people: readonly Person[]) => people.filter((person) => emails.has(person.email));
  const { owner, members, from } = board.plan;
  const invited = shown(members.map(({ person }) => person));
  const { cards } = readBoard(board.history.doc);
  const opening = { kind: 'board.shared', at: from - 30 * minute, author: owner } as const;
  return [
    ...invited.map((person) => notification(company, board, { ...opening, person })),
    ...shown([owner, ...invited]).flatMap((person) =>
      newestCardsOf(cards, person).flatMap((card) => cardAssigned(company, board, person, card)),
    ),
  ];
}

function newestCardsOf(cards: readonly BoardCard[], person: Person): BoardCard[] {
  const given = cards.filter((card) => card.assigneeIds.includes(person.id) && card.createdById !== person.id);
  const open = given.filter((card) => !card.archivedAt && !card.deletedAt);
  return open.sort((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? 1 : -1)).slice(0, 3);
}

function cardAssigned(company: Company, board: BuiltBoard, person: Person, card: BoardCard): Row[] {
  const author = company.people.find((each) => each.id === card.createdById);
  if (!author || !card.createdAt) return [];
  const at = Date.parse(card.createdAt) + 3 * minute;
  return [notification(company, board, { person, kind: 'card.assigned', at, author, card })];
}

interface News {
  person: Person;
  kind: NotificationKind;
  at: number;
  author: Person;
  card?: BoardCard;
}

/** People read their news within hours; those of the last four days are still unread. */
function notification({ id: tenant_id, random, today }: Company, { id: boardId, plan }: BuiltBoard, news: News): Row {
  const { person, kind, at, author, card } = news;
  const payload: NotificationPayload = {
    actorId: author.id,
    actorName: author.name,
    boardId,
    boardName: plan.name,
    ...(card && { cardId: card.id, cardTitle: card.title }),
  };
  const id = random.stream(`notification/${boardId}/${person.id}/${card?.id}`).id(at);
  const readAt = at > today - 4 * day ? null : isoInstant(at + 5 * hour);
  return { tenant_id, id, user_id: person.id, kind, payload, created_at: isoInstant(at), read_at: readAt };
}
